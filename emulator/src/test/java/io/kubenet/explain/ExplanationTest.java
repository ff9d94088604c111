package io.kubenet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kubenet.chance.Fraction;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRefusal;
import io.kubenet.trace.Route;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

  private static final Packet SENT =
      Packet.first(Protocol.TCP, IpPort.of("10.244.1.5:40000"), IpPort.of("10.96.0.20:80"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KUBE-SERVICES  | shop/api:http cluster IP      | KUBE-SVC-X     | the destination is the Service's cluster IP
          KUBE-SVC-X     | shop/api:http cluster IP      | KUBE-MARK-MASQ | will leave with the node's address, so that the reply comes back
          KUBE-SERVICES  | shop/api:http external IP     | KUBE-EXT-X     | the destination is an external IP of the Service
          KUBE-SERVICES  | shop/api:http loadbalancer IP | KUBE-FW-X      | the destination is the Service's load balancer IP
          KUBE-NODEPORTS | shop/api:http                 | KUBE-EXT-X     | the destination is a door for traffic from outside of the cluster
          KUBE-SVC-X     | shop/api:http -> 10.244.1.7:8 | KUBE-SEP-X     | the only endpoint left
          KUBE-EXT-X     |                               | KUBE-SVL-X     | a Local traffic policy: endpoints of this node alone
          services       |                               | service-ABCDEFGH-shop/api/tcp/http | the destination is an address of the Service
          services       |                               | endpoint-ABCDEFGH-shop/api/tcp/__10.244.1.7/80 | the endpoint that is left
          filter-forward |                               | service-endpoints-check | does the Service have endpoints for it?
          my-chain       |                               | other          | matches: goes on at other
          """)
  void matchIsToldByWhatItsChainIsFor(
      String chain, String comment, String target, String sentence) {
    Step step =
        new Step.Matched(rule(chain, Optional.ofNullable(comment)), target, Optional.empty());

    assertThat(Explanation.of(step).sentence()).isEqualTo(sentence);
  }

  @Nested
  class Choices {

    @Test
    void roundedThirdIsOneOfThree() {
      assertThat(chosen("KUBE-SVC-X", Fraction.of(715827883, 2147483648L)))
          .isEqualTo("one of 3 endpoints, chosen with probability 1/3");
    }

    @Test
    void certainChoiceIsTheOnlyEndpoint() {
      assertThat(chosen("service-X", Fraction.ONE)).isEqualTo("the only endpoint");
    }

    @Test
    void chanceOfOtherRulesIsNoEndpoint() {
      assertThat(chosen("my-chain", Fraction.of(2, 5)))
          .isEqualTo("left to chance, and gone this way with probability 2/5");
      assertThat(chosen("KUBE-SVC-X", Fraction.of(2, 5))).contains("left to chance");
    }

    private String chosen(String chain, Fraction probability) {
      return Explanation.of(
              new Step.Matched(
                  rule(chain, Optional.empty()), "KUBE-SEP-X", Optional.of(probability)))
          .sentence();
    }
  }

  @Nested
  class Translations {

    private final Optional<RuleRef> rule = Optional.of(rule("KUBE-SEP-X", Optional.empty()));

    @Test
    void destinationBecomesAnother() {
      Packet after = SENT.withDestination(IpPort.of("10.244.2.7:8080").address(), 8080);

      assertThat(sentence(rule, after)).isEqualTo("the destination becomes 10.244.2.7:8080");
    }

    @Test
    void clientAddressIsLostWhereTheSourceBecomesAnother() {
      Packet after = SENT.withSource(IpPort.of("192.168.0.11:1").address(), 1);

      assertThat(sentence(rule, after))
          .isEqualTo("the client's address is lost here: 10.244.1.5 becomes 192.168.0.11");
    }

    @Test
    void otherPortLosesNoAddress() {
      assertThat(sentence(rule, SENT.withSource(SENT.source(), 7))).startsWith("keeps the address");
    }

    @Test
    void conntrackTranslatesBack() {
      assertThat(sentence(Optional.empty(), SENT)).startsWith("conntrack translates back");
    }

    private String sentence(Optional<RuleRef> by, Packet after) {
      return Explanation.of(new Step.Translated(by, SENT, after)).sentence();
    }
  }

  @Test
  void endsAreToldAsWhatTheSenderSees() {
    RuleRef noLocal = rule("X", Optional.of("shop/api:http has no local endpoints"));
    RuleRef none = rule("X", Optional.of("shop/api:http has no endpoints"));

    assertThat(Explanation.of(new Step.Dropped(noLocal)).sentence())
        .contains("the sender times out");
    assertThat(Explanation.of(new Step.Rejected(none, "icmp-port-unreachable")).sentence())
        .isEqualTo("the Service has no endpoint: refused at once");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service-endpoints-check | a Local traffic policy, and no endpoint on this node: dropped, so the sender times out
          firewall-ABCDEFGH-shop/api/tcp/http | the sender is outside of the load balancer's source ranges: dropped, so it times out
          my-chain                | dropped: the sender hears nothing, and times out
          """)
  void dropWithoutCommentIsToldByItsChain(String chain, String sentence) {
    assertThat(Explanation.of(new Step.Dropped(rule(chain, Optional.empty()))).sentence())
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @MethodSource
  void routeIsToldByWhereItGoes(Route route, String sentence) {
    assertThat(Explanation.of(new Step.Routed(route)).sentence()).isEqualTo(sentence);
  }

  static Stream<Arguments> routeIsToldByWhereItGoes() {
    Cidr pods = Cidr.of("10.244.2.0/24");
    IpAddress router = IpAddress.of("10.244.1.1");
    return Stream.of(
        arguments(new Route.ViaNode(pods, "node-b"), "the pods of 10.244.2.0/24 are on node-b"),
        arguments(
            new Route.OnBridge(pods, "cni0"),
            "the pods of 10.244.2.0/24 are on this node's bridge"),
        arguments(new Route.OnLink(pods, "eth0"), "the address is on its own link"),
        arguments(new Route.ViaRouter(router, "eth0"), "goes to the next router, 10.244.1.1"),
        arguments(
            new Route.ByDefault(router, "eth0"), "no nearer route: goes to the gateway 10.244.1.1"),
        arguments(
            new Route.DefaultOnLink("eth0"),
            "no nearer route: goes to whichever host has the address"),
        arguments(
            new Route.ToHost("external 203.0.113.7"), "external 203.0.113.7 has the address"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -A KUBE-SVC-X -m recent --rcheck --seconds 10800 --reap --name KUBE-SEP-X -j KUBE-SEP-X
          ip saddr @affinity-X goto endpoint-X
          """)
  void memoryOfAClientIsSessionAffinity(String text) {
    Step step =
        new Step.Matched(
            new RuleRef("nat", "KUBE-SVC-X", 1, "", text), "KUBE-SEP-X", Optional.empty());

    assertThat(Explanation.of(step).sentence())
        .isEqualTo("session affinity: the endpoint that served this client before");
  }

  @Test
  void placeOfWhatTheRuleComesFromIsTold() {
    Explanation explanation =
        Explanation.of(new Step.Dropped(rule("X", Optional.of("shop/api:http has no endpoints"))));

    assertThat(explanation.mention()).contains(new ObjectRef("Service", "shop/api"));
    assertThat(explanation.withPlace(object -> Optional.of("shop.yaml:14")))
        .endsWith("(Service shop/api at shop.yaml:14)");
  }

  @Test
  void policyIsMentionedByItsVerdict() {
    Step step =
        new Step.Judged(
            new PolicyDecision.Refused(
                PolicyDirection.INGRESS,
                "pod shop/redis-0",
                List.of(
                    new PolicyRefusal(
                        new ObjectRef("NetworkPolicy", "shop/redis"),
                        PolicyDirection.INGRESS,
                        List.of()))));

    assertThat(Explanation.of(step).withPlace(object -> Optional.of("p.yaml:3")))
        .isEqualTo("NetworkPolicy shop/redis at p.yaml:3");
    assertThat(Explanation.of(step).withPlace(object -> Optional.empty())).isEmpty();
  }

  private static RuleRef rule(String chain, Optional<String> comment) {
    return new RuleRef("nat", chain, 1, comment.orElse(""), "");
  }
}
