package io.kubenet.controlplane.reader;

import com.google.common.primitives.Ints;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.Share;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.LabelSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads workloads. */
public final class WorkloadReader {

  private static final Share QUARTER = new Share(25, true);
  private static final Share NONE = new Share(0, false);
  private static final int HISTORY = 10;
  private static final int PROGRESS_SECONDS = 600;
  private static final Share ONE = new Share(1, false);

  private final WorkloadKey key;
  private final LocatedTree tree;
  private final LocatedTree spec;

  private WorkloadReader(ManifestObject object) {
    this.key = new WorkloadKey(object.kind(), object.objectName());
    this.tree = object.located();
    this.spec = tree.get("spec");
  }

  /** A reader of a workload. */
  public static WorkloadReader of(ManifestObject object) {
    return new WorkloadReader(object);
  }

  /** It as a Deployment. */
  public Workload deployment() {
    LocatedTree strategy = spec.get("strategy");
    LocatedTree rolling = strategy.get("rollingUpdate");
    return new Deployment(
        key,
        Fields.selector(spec.get("selector")),
        template(),
        replicas(),
        new Deployment.Strategy(
            strategy.get("type").optionalText().orElse("").equals("Recreate"),
            share(rolling.get("maxSurge"), QUARTER),
            share(rolling.get("maxUnavailable"), QUARTER)),
        Fields.integer(spec.get("revisionHistoryLimit"), HISTORY),
        Fields.isTrue(spec.get("paused")),
        new Deployment.Progress(
            minReady(),
            Duration.ofSeconds(
                Fields.integer(spec.get("progressDeadlineSeconds"), PROGRESS_SECONDS))));
  }

  /** It as a ReplicaSet. */
  public Workload replicaSet() {
    return replicaSet(Fields.selector(spec.get("selector")));
  }

  /** A ReplicationController without a selector has the labels of its template. */
  public Workload replicationController() {
    Map<String, String> labels = Fields.texts(spec.get("selector"));
    return replicaSet(LabelSelector.ofLabels(labels.isEmpty() ? template().labels() : labels));
  }

  private Workload replicaSet(LabelSelector selector) {
    Optional<WorkloadKey> owner =
        PodReader.owner(tree.get("metadata").get("ownerReferences"))
            .filter(reference -> reference.kind().equals("Deployment"))
            .map(reference -> WorkloadKey.of(key.name().namespace(), reference));
    LocatedTree annotations = tree.get("metadata").get("annotations");
    return new ReplicaSet(
        key,
        selector,
        template(),
        replicas(),
        owner,
        number(annotations.get(ReplicaSet.REVISION), 0),
        number(annotations.get(ReplicaSet.DESIRED), replicas()),
        minReady());
  }

  private static int number(LocatedTree tree, int otherwise) {
    Integer number = Ints.tryParse(tree.textOrEmpty());
    return number == null ? otherwise : number;
  }

  /** It as a StatefulSet. */
  public Workload statefulSet() {
    LocatedTree update = spec.get("updateStrategy");
    return new StatefulSet(
        key,
        Fields.selector(spec.get("selector")),
        template(),
        replicas(),
        Fields.nonEmpty(spec.get("serviceName")),
        Fields.integer(spec.get("ordinals").get("start"), 0),
        new StatefulSet.Order(
            spec.get("podManagementPolicy").optionalText().orElse("").equals("Parallel"),
            update.get("type").optionalText().orElse("").equals("OnDelete"),
            Fields.integer(update.get("rollingUpdate").get("partition"), 0)),
        minReady());
  }

  /** It as a DaemonSet. */
  public Workload daemonSet() {
    LocatedTree update = spec.get("updateStrategy");
    return new DaemonSet(
        key,
        Fields.selector(spec.get("selector")),
        template(),
        share(update.get("rollingUpdate").get("maxUnavailable"), ONE),
        share(update.get("rollingUpdate").get("maxSurge"), NONE),
        update.get("type").optionalText().orElse("").equals("OnDelete"),
        minReady());
  }

  /** It as a Job. */
  public Workload job() {
    return new JobReader(key, spec, template()).read();
  }

  private Duration minReady() {
    return Duration.ofSeconds(Fields.integer(spec.get("minReadySeconds"), 0));
  }

  private PodTemplate template() {
    return PodReader.template(spec.get("template"), key.name().namespace());
  }

  private int replicas() {
    return PodLimit.ofThisJvm().checked(spec.get("replicas"), 1);
  }

  static Share share(LocatedTree tree, Share otherwise) {
    if (tree.isAbsent()) {
      return otherwise;
    }
    if (tree.node().isInt()) {
      return new Share(tree.integer(), false);
    }
    if (!tree.text().matches("\\d{1,6}%")) {
      throw tree.error("'" + tree.text() + "' is neither a number nor a percentage");
    }
    return new Share(Integer.parseInt(tree.text().replace("%", "")), true);
  }

  /** Labels of a template together with others. */
  static PodTemplate labelled(PodTemplate template, Map<String, String> others) {
    Map<String, String> labels = new TreeMap<>(template.labels());
    labels.putAll(others);
    return template.withLabels(labels);
  }
}
