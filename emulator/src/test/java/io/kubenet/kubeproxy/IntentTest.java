package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kubenet.chance.Fraction;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Place;
import io.kubenet.intent.Expectation;
import io.kubenet.intent.Intent;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class IntentTest {

  private static final List<Service.Type> REACHED =
      List.of(Service.Type.CLUSTER_IP, Service.Type.NODE_PORT, Service.Type.LOAD_BALANCER);

  private static final List<Verdict> FAILURES =
      List.of(Verdict.REFUSED, Verdict.TIMED_OUT, Verdict.NOT_PERMITTED);

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void rulesDoWhatServicesAreSaidToDo(@ForAll("connections") ConnectionDraft tried) {
    ClusterState cluster = tried.cluster();
    Optional<Expectation> intent = new Intent(cluster).of(tried.attempt());
    Assume.that(intent.isPresent());
    Expectation expected = intent.get();
    cover(tried, expected);

    Map<Object, Fraction> outcomes =
        new TestNetwork(cluster, KubeProxyConfig.DEFAULT)
            .outcomes(tried.attempt(), IntentTest::view);

    if (expected instanceof Expectation.Served served) {
      assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(served.answers());
      double even = 1.0 / served.answers().size();
      assertThat(outcomes.values())
          .allSatisfy(chance -> assertThat(chance.doubleValue()).isCloseTo(even, within(1e-8)));
    } else {
      Expectation.Fails failure = (Expectation.Fails) expected;
      assertThat(outcomes).containsOnlyKeys(failure.verdict());
    }
  }

  /** Who answered and whom it saw, or how the connection failed. */
  private static Object view(Exchange exchange) {
    return exchange
        .served()
        .<Object>map(served -> new Expectation.Answer(served.address(), served.client()))
        .orElse(exchange.outcome().verdict());
  }

  @Provide
  Arbitrary<ConnectionDraft> connections() {
    return ConnectionDraft.all();
  }

  /** Every feature must have been tried. */
  private static void cover(ConnectionDraft tried, Expectation expected) {
    Service service = tried.draft().service();
    List<EndpointSlice.Endpoint> endpoints =
        tried.draft().slices().stream().flatMap(slice -> slice.endpoints().stream()).toList();
    for (Service.Type type : REACHED) {
      cover(type.toString(), service.type() == type);
    }
    for (TrafficPolicy internal : TrafficPolicy.values()) {
      for (TrafficPolicy external : TrafficPolicy.values()) {
        cover(
            "internal " + internal + ", external " + external,
            service.internalTrafficPolicy() == internal
                && service.externalTrafficPolicy() == external);
      }
    }
    cover("session affinity", service.affinityTimeoutSeconds().isPresent());
    cover("external IPs", !service.externalIps().isEmpty());
    cover("source ranges", !service.loadBalancer().sourceRanges().isEmpty());
    cover("ipMode Proxy", service.loadBalancer().ingress().stream().anyMatch(i -> !i.isVip()));
    cover("several ports", service.ports().size() > 1);
    cover("several slices", tried.draft().slices().size() > 1);
    cover("UDP", tried.attempt().protocol() == Protocol.UDP);
    cover("SCTP", tried.attempt().protocol() == Protocol.SCTP);
    cover("terminating", endpoints.stream().anyMatch(EndpointSlice.Endpoint::isTerminating));
    cover("zone hints", endpoints.stream().anyMatch(e -> !e.hintedZones().isEmpty()));
    cover("node hints", endpoints.stream().anyMatch(e -> !e.hintedNodes().isEmpty()));
    cover("duplicates", endpoints.stream().map(e -> e.pod()).distinct().count() < endpoints.size());
    cover("from outside", tried.attempt().from() instanceof Place.Outside);
    cover("from a node", tried.attempt().from() instanceof Place.OnNode);
    cover("served", expected instanceof Expectation.Served);
    for (Verdict verdict : FAILURES) {
      cover(verdict.toString(), expected.equals(new Expectation.Fails(verdict)));
    }
  }

  private static void cover(String feature, boolean isThere) {
    Statistics.label(feature)
        .collect(isThere)
        .coverage(coverage -> coverage.check(true).count(count -> count > 0));
  }
}
