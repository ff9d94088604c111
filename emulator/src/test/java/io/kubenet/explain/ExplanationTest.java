package io.kubenet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kubenet.chance.Fraction;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.PortOfService;
import io.kubenet.meaning.Role;
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

  private static final PortOfService PORT = new PortOfService("shop/api", "http");

  private static final Packet SENT =
      Packet.first(Protocol.TCP, IpPort.of("10.244.1.5:40000"), IpPort.of("10.96.0.20:80"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CLUSTER_IP          | the destination is the Service's cluster IP
          MARK_FOR_MASQUERADE | will leave with the node's address, so that the reply comes back
          EXTERNAL_IP         | the destination is an external IP of the Service
          LOAD_BALANCER_IP    | the destination is the Service's load balancer IP
          NODE_PORT           | the destination is a node port of the Service
          EXTERNAL_ADDRESS    | the destination is an entry point for external traffic
          BALANCE             | the only endpoint left
          AFFINITY            | session affinity: the endpoint that served this client before
          LOCAL_POLICY        | a Local traffic policy: endpoints of this node alone
          ENDPOINT_CHECK      | does the Service have endpoints for it?
          UNKNOWN             | matches: goes on at other
          """)
  void matchIsToldByWhatItsRuleIsFor(Role role, String sentence) {
    Step step = new Step.Matched(rule(role), "other", Optional.empty());

    assertThat(Explanation.of(step).sentence()).isEqualTo(sentence);
  }

  @Nested
  class Choices {

    @Test
    void roundedThirdIsOneOfThree() {
      assertThat(chosen(Role.BALANCE, Fraction.of(715827883, 2147483648L)))
          .isEqualTo("one of 3 endpoints, chosen with probability 1/3");
    }

    @Test
    void certainChoiceIsTheOnlyEndpoint() {
      assertThat(chosen(Role.BALANCE, Fraction.ONE)).isEqualTo("the only endpoint");
    }

    @Test
    void chanceOfOtherRulesIsNoEndpoint() {
      assertThat(chosen(Role.UNKNOWN, Fraction.of(2, 5)))
          .isEqualTo("left to chance, and gone this way with probability 2/5");
      assertThat(chosen(Role.BALANCE, Fraction.of(2, 5))).contains("left to chance");
    }

    private String chosen(Role role, Fraction probability) {
      return Explanation.of(new Step.Matched(rule(role), "KUBE-SEP-X", Optional.of(probability)))
          .sentence();
    }
  }

  @Nested
  class Translations {

    private final Optional<RuleRef> rule = Optional.of(rule(Role.TRANSLATE));

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
    RuleRef noLocal = rule(Role.NO_LOCAL_ENDPOINTS);
    RuleRef none = rule(Role.NO_ENDPOINTS);

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
          NO_LOCAL_ENDPOINTS    | a Local traffic policy, and no endpoint on this node: dropped, so the sender times out
          OUTSIDE_SOURCE_RANGES | the sender is outside the load balancer's source ranges: dropped, so it times out
          UNKNOWN               | dropped: the sender hears nothing, and times out
          """)
  void dropIsToldByWhatItsRuleIsFor(Role role, String sentence) {
    assertThat(Explanation.of(new Step.Dropped(rule(role))).sentence()).isEqualTo(sentence);
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

  @Test
  void placeOfWhatTheRuleComesFromIsTold() {
    Explanation explanation = Explanation.of(new Step.Dropped(rule(Role.NO_ENDPOINTS)));

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

  private static RuleRef rule(Role role) {
    return new RuleRef("nat", "KUBE-X", 1, "", "").withMeaning(Meaning.of(role, PORT));
  }
}
