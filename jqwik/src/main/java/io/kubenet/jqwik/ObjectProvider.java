package io.kubenet.jqwik;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Provides objects to be applied to a cluster that a test has already. */
public final class ObjectProvider implements ArbitraryProvider {

  private static final ImmutableMap<Class<?>, Function<String[], Arbitrary<?>>> OBJECTS =
      ImmutableMap.of(
          ServiceSpec.class, ServiceArbitrary::servicesOf,
          WorkloadSpec.class, WorkloadArbitrary::workloadsOf,
          PolicySpec.class, PolicyArbitrary::policiesOf);

  /** Made by {@link java.util.ServiceLoader}. */
  public ObjectProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage targetType) {
    return OBJECTS.keySet().stream().anyMatch(targetType::isOfType);
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
    String[] apps =
        targetType.findAnnotation(Apps.class).map(Apps::value).orElseGet(ClusterArbitrary::apps);
    return OBJECTS.entrySet().stream()
        .filter(object -> targetType.isOfType(object.getKey()))
        .map(Map.Entry::getValue)
        .map(arbitrary -> arbitrary.apply(apps))
        .collect(ImmutableSet.toImmutableSet());
  }
}
