package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.reader.DisruptionBudgetReader;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.Place;
import io.kubenet.model.ClusterState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what is wrong or suspicious in Services and workloads, and where it was written. */
public final class Diagnosis {

  /** The kinds of objects that it looks at, in their order. */
  public static final ImmutableList<String> KINDS =
      ImmutableList.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "Service",
          "EndpointSlice",
          "PodDisruptionBudget");

  private final ClusterState cluster;
  private final Collection<Workload> workloads;

  public Diagnosis(ClusterState cluster, Collection<Workload> workloads) {
    this.cluster = cluster;
    this.workloads = workloads;
  }

  /** What is wrong with these objects, in their order. */
  public List<Finding> of(Stream<ManifestObject> objects) {
    return objects
        .flatMap(object -> raw(object).stream().map(raw -> finding(object, raw)))
        .collect(ImmutableList.toImmutableList());
  }

  private List<Raw> raw(ManifestObject object) {
    return ImmutableList.<Raw>builder().addAll(ofKind(object)).addAll(ofLife(object)).build();
  }

  private List<Raw> ofLife(ManifestObject object) {
    return workloads.stream()
        .filter(workload -> workload.key().kind().equals(object.kind()))
        .filter(workload -> workload.key().name().equals(object.objectName()))
        .flatMap(workload -> new LifeFindings(workload).find().stream())
        .collect(ImmutableList.toImmutableList());
  }

  private List<Raw> ofKind(ManifestObject object) {
    return switch (object.kind()) {
      case "Service" ->
          cluster
              .service(object.objectName())
              .map(service -> new ServiceFindings(cluster, service).find())
              .orElse(ImmutableList.of());
      case "Deployment" -> sharedLabels(object);
      case "StatefulSet" ->
          workloads.stream()
              .filter(StatefulSet.class::isInstance)
              .map(StatefulSet.class::cast)
              .filter(set -> set.key().name().equals(object.objectName()))
              .flatMap(set -> new StatefulSetFindings(cluster, set).find().stream())
              .collect(ImmutableList.toImmutableList());
      case "EndpointSlice" -> new NodePortEndpoints(cluster).in(object.objectName());
      case "PodDisruptionBudget" ->
          new BudgetFindings(cluster, workloads, DisruptionBudgetReader.read(object)).find();
      default -> ImmutableList.of();
    };
  }

  /** A Service that selects the label gets the Pods of both. */
  private List<Raw> sharedLabels(ManifestObject object) {
    List<Workload> peers =
        workloads.stream()
            .filter(Deployment.class::isInstance)
            .filter(w -> w.key().name().namespace().equals(object.namespace()))
            .collect(ImmutableList.toImmutableList());
    return peers.stream()
        .filter(w -> w.key().name().equals(object.objectName()))
        .flatMap(own -> peers.stream().filter(other -> isSharing(own, other)))
        .map(other -> shared(other))
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isSharing(Workload own, Workload other) {
    return !own.key().equals(other.key()) && own.selector().matches(other.template().labels());
  }

  private static Raw shared(Workload other) {
    return new Raw(
        FindingKind.SHARED_SELECTOR,
        Finding.Severity.WARNING,
        "spec.selector",
        "its selector matches the pods of " + other.key() + " too",
        "a Service that selects these labels sends to both; give each a label of its own");
  }

  /** Where a field of an object was written. */
  public static Finding.Place place(ManifestObject object, String field) {
    Place place = object.placeOf(FieldPath.of(field));
    return new Finding.Place(place.file(), place.line());
  }

  private static Finding finding(ManifestObject object, Raw raw) {
    String name = object.namespace().isEmpty() ? object.name() : object.objectName().toString();
    return new Finding(
        raw.kind(),
        raw.severity(),
        new Finding.Subject(object.kind(), name, raw.field()),
        Optional.of(place(object, raw.field())),
        raw.problem(),
        raw.remedy());
  }
}
