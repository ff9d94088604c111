package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableMap;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads workloads. */
public final class WorkloadReader {

  private static final ImmutableMap<String, Function<WorkloadReader, Workload>> KINDS =
      ImmutableMap.of(
          "Deployment", WorkloadReader::deployment,
          "ReplicaSet", WorkloadReader::replicaSet,
          "ReplicationController", WorkloadReader::replicationController,
          "StatefulSet", WorkloadReader::statefulSet,
          "DaemonSet", WorkloadReader::daemonSet,
          "Job", WorkloadReader::job);

  private static final Share QUARTER = new Share(25, true);
  private static final Share NONE = new Share(0, false);
  private static final int HISTORY = 10;
  private static final Share ONE = new Share(1, false);

  private final WorkloadKey key;
  private final LocatedTree tree;
  private final LocatedTree spec;

  private WorkloadReader(ManifestObject object) {
    this.key = new WorkloadKey(object.kind(), object.objectName());
    this.tree = object.located();
    this.spec = tree.get("spec");
  }

  /** The workload that an object is; empty for other kinds, and for those that make no Pods. */
  public static Optional<Workload> read(ManifestObject object) {
    return Optional.ofNullable(KINDS.get(object.kind()))
        .map(kind -> kind.apply(new WorkloadReader(object)));
  }

  private Workload deployment() {
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
        Fields.isTrue(spec.get("paused")));
  }

  private Workload replicaSet() {
    return replicaSet(Fields.selector(spec.get("selector")));
  }

  /** A ReplicationController without a selector has the labels of its template. */
  private Workload replicationController() {
    Map<String, String> labels = Fields.texts(spec.get("selector"));
    return replicaSet(LabelSelector.ofLabels(labels.isEmpty() ? template().labels() : labels));
  }

  private Workload replicaSet(LabelSelector selector) {
    Optional<WorkloadKey> owner =
        PodReader.owner(tree.get("metadata").get("ownerReferences"))
            .filter(reference -> reference.kind().equals("Deployment"))
            .map(reference -> WorkloadKey.of(key.name().namespace(), reference));
    return new ReplicaSet(key, selector, template(), replicas(), owner, 0, replicas());
  }

  private Workload statefulSet() {
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
            Fields.integer(update.get("rollingUpdate").get("partition"), 0)));
  }

  private Workload daemonSet() {
    LocatedTree update = spec.get("updateStrategy");
    return new DaemonSet(
        key,
        Fields.selector(spec.get("selector")),
        template(),
        share(update.get("rollingUpdate").get("maxUnavailable"), ONE),
        share(update.get("rollingUpdate").get("maxSurge"), NONE),
        update.get("type").optionalText().orElse("").equals("OnDelete"));
  }

  private Workload job() {
    return new JobReader(key, spec, template()).read();
  }

  private PodTemplate template() {
    return PodReader.template(spec.get("template"), key.name().namespace());
  }

  private int replicas() {
    return PodLimit.ofThisJvm().checked(spec.get("replicas"), 1);
  }

  private static Share share(LocatedTree tree, Share otherwise) {
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
