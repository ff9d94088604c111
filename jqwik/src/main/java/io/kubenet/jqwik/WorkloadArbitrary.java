package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/** Arbitrary Deployments, StatefulSets and DaemonSets, to be applied to a cluster. */
public final class WorkloadArbitrary extends ArbitraryDecorator<WorkloadSpec> {

  private static final int MOST_REPLICAS = 4;

  private final List<String> apps;

  private WorkloadArbitrary(List<String> apps) {
    this.apps = apps;
  }

  /** Workloads whose pods have one of these labels app. */
  public static WorkloadArbitrary workloadsOf(String... apps) {
    return new WorkloadArbitrary(ImmutableList.copyOf(apps));
  }

  @Override
  protected Arbitrary<WorkloadSpec> arbitrary() {
    return Combinators.combine(unnumbered(apps), Numbers.oneOfMany()).as(WorkloadSpec::withNumber);
  }

  static Arbitrary<WorkloadSpec> unnumbered(List<String> apps) {
    return Combinators.combine(
            Arbitraries.of(apps),
            Arbitraries.of(WorkloadSpec.Kind.class),
            Arbitraries.integers().between(0, MOST_REPLICAS).shrinkTowards(1))
        .as((app, kind, replicas) -> new WorkloadSpec(0, app, kind, replicas));
  }
}
