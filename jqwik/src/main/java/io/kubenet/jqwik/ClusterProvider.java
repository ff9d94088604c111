package io.kubenet.jqwik;

import com.google.common.collect.ImmutableSet;
import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Provides parameters of each kind of {@link Specification}, as their annotations constrain them.
 */
public final class ClusterProvider implements ArbitraryProvider {

  private static final int MOST_FLOWS = 4;
  private static final int MOST_CHANGES = 8;

  /** Made by {@link java.util.ServiceLoader}. */
  public ClusterProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage targetType) {
    return targetType.isOfType(ClusterSpec.class)
        || targetType.isOfType(TrafficSpec.class)
        || targetType.isOfType(ChangingSpec.class);
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
    ClusterArbitrary clusters = clusters(targetType);
    if (targetType.isOfType(TrafficSpec.class)) {
      return ImmutableSet.of(clusters.withFlows(MOST_FLOWS));
    }
    return ImmutableSet.of(
        targetType.isOfType(ChangingSpec.class) ? clusters.withChanges(MOST_CHANGES) : clusters);
  }

  private static ClusterArbitrary clusters(TypeUsage type) {
    ClusterArbitrary clusters = ClusterArbitrary.clusters();
    clusters = constrained(clusters, type, Nodes.class, (c, n) -> c.withNodes(n.min(), n.max()));
    clusters = constrained(clusters, type, Pods.class, (c, p) -> c.withPods(p.min(), p.max()));
    clusters =
        constrained(clusters, type, Services.class, (c, s) -> c.withServices(s.min(), s.max()));
    clusters =
        constrained(clusters, type, Workloads.class, (c, w) -> c.withWorkloads(w.min(), w.max()));
    clusters =
        constrained(clusters, type, EndpointSlices.class, (c, e) -> c.withEndpointSlices(e.max()));
    clusters =
        constrained(clusters, type, Policies.class, (c, p) -> c.withPolicies(p.min(), p.max()));
    return constrained(clusters, type, Stack.class, (c, s) -> c.withFamilies(s.value()));
  }

  private static <A extends Annotation> ClusterArbitrary constrained(
      ClusterArbitrary clusters,
      TypeUsage type,
      Class<A> annotation,
      BiFunction<ClusterArbitrary, A, ClusterArbitrary> constraint) {
    return type.findAnnotation(annotation)
        .map(found -> constraint.apply(clusters, found))
        .orElse(clusters);
  }
}
