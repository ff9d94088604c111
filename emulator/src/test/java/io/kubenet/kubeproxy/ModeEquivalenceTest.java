package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Exchange;
import io.kubenet.intent.Intent;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.model.ClusterState;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whoever switches from iptables to nftables mode keeps what Services do, but for the differences
 * of {@link ModeDifferencesTest}. Connections to node ports here are to the nodes' InternalIPs, and
 * to other addresses at ports that they have.
 */
class ModeEquivalenceTest {

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void modesAgree(@ForAll("connections") ConnectionDraft tried) {
    // What leaves the node is said nothing of: in iptables mode alone it does so unserved.
    Assume.that(new Intent(tried.cluster()).of(tried.attempt()).isPresent());

    Map<String, Fraction> iptables = outcomes(tried, Mode.IPTABLES);
    Map<String, Fraction> nftables = outcomes(tried, Mode.NFTABLES);

    assertThat(nftables.keySet()).containsExactlyInAnyOrderElementsOf(iptables.keySet());
    iptables.forEach(
        (outcome, chance) ->
            assertThat(nftables.get(outcome).doubleValue())
                .isCloseTo(chance.doubleValue(), within(1e-8)));
  }

  private static Map<String, Fraction> outcomes(ConnectionDraft tried, Mode mode) {
    ClusterState cluster = tried.cluster();
    return new TestNetwork(cluster, KubeProxyConfig.DEFAULT.withMode(mode))
        .outcomes(tried.attempt(), ModeEquivalenceTest::view);
  }

  /** Who answered and whom it saw, or how the connection failed. */
  private static String view(Exchange exchange) {
    return exchange
        .served()
        .map(served -> served.address() + " sees " + served.client())
        .orElseGet(() -> exchange.outcome().verdict().toString());
  }

  @Provide
  Arbitrary<ConnectionDraft> connections() {
    return ConnectionDraft.all();
  }
}
