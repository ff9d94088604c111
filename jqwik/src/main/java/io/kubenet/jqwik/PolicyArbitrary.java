package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/** Arbitrary NetworkPolicies, to be applied to a cluster. */
public final class PolicyArbitrary extends ArbitraryDecorator<PolicySpec> {

  private final List<String> apps;

  private PolicyArbitrary(List<String> apps) {
    this.apps = apps;
  }

  /** Policies about pods of these labels app. */
  public static PolicyArbitrary policiesOf(String... apps) {
    return new PolicyArbitrary(ImmutableList.copyOf(apps));
  }

  @Override
  protected Arbitrary<PolicySpec> arbitrary() {
    return Combinators.combine(unnumbered(apps), Numbers.oneOfMany()).as(PolicySpec::withNumber);
  }

  static Arbitrary<PolicySpec> unnumbered(List<String> apps) {
    Arbitrary<Optional<List<String>>> peers =
        Arbitraries.of(apps)
            .list()
            .ofMaxSize(Math.min(2, apps.size()))
            .uniqueElements()
            .optional(0.6);
    return Combinators.combine(Arbitraries.of(apps).optional(0.7), peers, peers)
        .as((app, from, to) -> new PolicySpec(0, app, from, to))
        .filter(policy -> policy.ingressFrom().isPresent() || policy.egressTo().isPresent());
  }
}
