package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.intent.Intent;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.Protocol;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whoever switches from ipvs to iptables mode keeps what Services with policy Cluster do, but for
 * the differences of {@link IpvsDifferencesTest}.
 */
class IpvsEquivalenceTest {

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void modesAgree(@ForAll("connections") ConnectionDraft tried) {
    // What leaves the node is said nothing of: in iptables mode alone it does so unserved.
    Assume.that(new Intent(tried.cluster()).of(tried.attempt()).isPresent());
    // Local policies fall back on all endpoints.
    Assume.that(tried.draft().service().internalTrafficPolicy() == TrafficPolicy.CLUSTER);
    Assume.that(tried.draft().service().externalTrafficPolicy() == TrafficPolicy.CLUSTER);

    Map<String, Fraction> iptables = outcomes(tried, Mode.IPTABLES);
    Map<String, Fraction> ipvs = outcomes(tried, Mode.IPVS);

    assertThat(ipvs.keySet()).containsExactlyInAnyOrderElementsOf(iptables.keySet());
    iptables.forEach(
        (outcome, chance) ->
            assertThat(ipvs.get(outcome).doubleValue())
                .isCloseTo(chance.doubleValue(), within(1e-8)));
  }

  private static Map<String, Fraction> outcomes(ConnectionDraft tried, Mode mode) {
    Attempt attempt = tried.attempt();
    boolean isOwnDatagram =
        attempt.from() instanceof Place.OnNode && attempt.protocol() == Protocol.UDP;
    return new TestNetwork(tried.cluster(), KubeProxyConfig.DEFAULT.withMode(mode))
        .outcomes(attempt, exchange -> isOwnDatagram ? sent(exchange) : view(exchange));
  }

  /** How a node's own datagram fails depends on the hook where it does. */
  private static String sent(Exchange exchange) {
    return exchange.served().isPresent() ? view(exchange) : "FAILED";
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
