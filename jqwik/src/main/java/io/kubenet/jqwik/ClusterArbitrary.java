package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.Shape.Part;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/**
 * Arbitrary clusters. One of few nodes, pods and Services without anything special is what a failed
 * property shrinks to; {@link EdgeClusters} are tried early.
 *
 * <p>Pods have the label app of one of three; Services select by it, or select nothing.
 */
public final class ClusterArbitrary extends ArbitraryDecorator<ClusterSpec> {

  private static final List<String> APPS = ImmutableList.of("api", "web", "cart");

  private final Shape shape;

  private ClusterArbitrary(Shape shape) {
    this.shape = shape;
  }

  /** The labels app of pods. */
  static String[] apps() {
    return APPS.toArray(String[]::new);
  }

  /** Clusters of 1 to 3 nodes, 1 to 6 pods and 1 to 3 Services; IPv4, and nothing else. */
  public static ClusterArbitrary clusters() {
    return new ClusterArbitrary(Shape.SMALL);
  }

  /** Clusters of one of these families. */
  public ClusterArbitrary withFamilies(Families... others) {
    return new ClusterArbitrary(shape.withFamilies(ImmutableList.copyOf(others)));
  }

  /** Clusters of that many nodes: 1 to 99. */
  public ClusterArbitrary withNodes(int min, int max) {
    return with(Part.NODES, min, max);
  }

  /** Clusters of that many pods beside those of workloads: up to 99. */
  public ClusterArbitrary withPods(int min, int max) {
    return with(Part.PODS, min, max);
  }

  /** Clusters of that many Deployments, StatefulSets and DaemonSets: up to 99. */
  public ClusterArbitrary withWorkloads(int min, int max) {
    return with(Part.WORKLOADS, min, max);
  }

  /** Clusters of that many Services: up to 99. */
  public ClusterArbitrary withServices(int min, int max) {
    return with(Part.SERVICES, min, max);
  }

  /** Clusters of up to that many EndpointSlices beside those of the controller: up to 99. */
  public ClusterArbitrary withEndpointSlices(int max) {
    return with(Part.SLICES, 0, max);
  }

  /** Clusters of that many NetworkPolicies: up to 99. */
  public ClusterArbitrary withPolicies(int min, int max) {
    return with(Part.POLICIES, min, max);
  }

  private ClusterArbitrary with(Part part, int min, int max) {
    return new ClusterArbitrary(shape.with(part, min, max));
  }

  /** Clusters of at least one pod, each with up to that many connections to try in it. */
  public Arbitrary<TrafficSpec> withFlows(int max) {
    return filter(cluster -> !cluster.pods().isEmpty())
        .flatMap(
            cluster ->
                FlowArbitrary.in(cluster)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(max)
                    .map(flows -> new TrafficSpec(cluster, flows)));
  }

  /** Clusters of at least one pod, each with up to that many changes to make, one after another. */
  public Arbitrary<ChangingSpec> withChanges(int max) {
    return filter(cluster -> !cluster.pods().isEmpty())
        .flatMap(
            cluster ->
                ChangeArbitrary.of(cluster, max)
                    .map(changes -> new ChangingSpec(cluster, changes)));
  }

  @Override
  protected Arbitrary<ClusterSpec> arbitrary() {
    return Arbitraries.of(shape.families()).flatMap(this::ofFamilies);
  }

  /** Picked by hand: those of its parts, combined, are many and mean little. */
  @Override
  public EdgeCases<ClusterSpec> edgeCases(int maxEdgeCases) {
    return EdgeCases.fromSuppliers(
        EdgeClusters.of(shape).limit(maxEdgeCases).map(ClusterArbitrary::unshrinkable).toList());
  }

  private static Supplier<Shrinkable<ClusterSpec>> unshrinkable(ClusterSpec cluster) {
    return () -> Shrinkable.unshrinkable(cluster);
  }

  private Arbitrary<ClusterSpec> ofFamilies(Families families) {
    return Combinators.combine(
            shape.list(Part.NODES, Arbitraries.of("a", "b").optional(0.5)),
            shape.list(Part.PODS, Drafts.pods(APPS)),
            shape.list(Part.WORKLOADS, WorkloadArbitrary.unnumbered(APPS)),
            shape.list(Part.SERVICES, ServiceArbitrary.unnumbered(families, APPS)),
            shape.list(Part.SLICES, Drafts.slices()),
            shape.list(Part.POLICIES, PolicyArbitrary.unnumbered(APPS)))
        .as(
            (zones, pods, workloads, services, slices, policies) ->
                new ClusterDraft(families, zones, pods, services)
                    .cluster(workloads, slices, policies));
  }
}
