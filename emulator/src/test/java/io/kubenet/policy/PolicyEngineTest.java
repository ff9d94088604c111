package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {

  /** Pods: shop/web 10.244.1.5, shop/api 10.244.2.7, bank/teller 10.244.2.8; a node's own agent. */
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: retail}}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {team: money}}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-a}, spec: {podCIDRs: [10.244.1.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.11}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-b}, spec: {podCIDRs: [10.244.2.0/24]},
       status: {addresses: [{type: InternalIP, address: 192.168.0.12}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web, labels: {app: web}},
       spec: {nodeName: node-a, containers: [{name: main, image: app}]}, status: {podIPs: [{ip: 10.244.1.5}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: api, labels: {app: api, tier: back}},
       spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [
         {name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]}]},
       status: {podIPs: [{ip: 10.244.2.7}, {ip: "fd00:10:244:2::7"}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: bank, name: teller, labels: {app: web}},
       spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{name: http, containerPort: 9090}]}]},
       status: {podIPs: [{ip: 10.244.2.8}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: agent, labels: {app: web}},
       spec: {nodeName: node-a, hostNetwork: true, containers: [{name: main, image: app}]},
       status: {podIPs: [{ip: 192.168.0.11}]}}
      """;

  private static final String WEB = "10.244.1.5";
  private static final String API = "10.244.2.7";
  private static final String TELLER = "10.244.2.8";
  private static final String AGENT = "192.168.0.11";
  private static final String OUTSIDE = "203.0.113.9";

  @Test
  void podThatNoPolicySelectsIsOpen() {
    PolicyVerdict verdict = PolicyEngine.of(PolicyManifest.read(CLUSTER)).ingress(tcp(WEB, API, 1));

    assertThat(verdict.isAllowed()).isTrue();
    assertThat(verdict)
        .hasToString(
            "PolicyVerdict[direction=ingress, decision=no policy restricts ingress of pod"
                + " shop/api]");
  }

  @Nested
  class Isolation {

    @Test
    void policyWithoutRulesDeniesAll() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress]}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).reason())
          .isEqualTo("denied ingress of pod shop/api: NetworkPolicy shop/test has no ingress rule");
    }

    @Test
    void policyWithAnEmptyRuleAllowsAll() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}");

      assertThat(engine.ingress(tcp(OUTSIDE, API, 8080)).reason())
          .isEqualTo("allowed by NetworkPolicy shop/test ingress[0]");
    }

    @Test
    void policyIsolatesItsTypesAlone() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress]}");

      assertThat(engine.egress(tcp(API, WEB, 80)).isAllowed()).isTrue();
    }

    @Test
    void policyReachesNoOtherNamespace() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress, Egress]}");

      assertThat(engine.ingress(tcp(WEB, TELLER, 9090)).isAllowed()).isTrue();
    }

    @Test
    void oneOfManyPoliciesIsEnough() {
      PolicyEngine engine =
          with(
              "{podSelector: {}, policyTypes: [Ingress]}",
              "{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 1}]}, {from:"
                  + " [{podSelector: {matchLabels: {app: web}}}]}]}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).reason())
          .isEqualTo("allowed by NetworkPolicy shop/test-1 ingress[1]");
    }

    @Test
    void everyPolicyThatSelectsSaysWhyItDoesNotAllow() {
      PolicyEngine engine =
          with(
              "{podSelector: {}, policyTypes: [Ingress]}",
              "{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80, endPort: 90},"
                  + " {port: dns, protocol: UDP}]}, {from: [{podSelector: {matchLabels: {app:"
                  + " web}}}]}, {ports: [{protocol: SCTP}], from: [{ipBlock: {cidr: 10.0.0.0/8,"
                  + " except: [10.244.0.0/16]}}, {podSelector: {}, namespaceSelector: {matchLabels:"
                  + " {team: it}}}]}]}");

      assertThat(engine.ingress(tcp(TELLER, API, 8080)).reason())
          .isEqualTo(
              "denied ingress of pod shop/api: NetworkPolicy shop/test has no ingress rule;"
                  + " NetworkPolicy shop/test-1 has ingress[0] for TCP 80-90, UDP 'dns', ingress[1]"
                  + " for pods app=web of its namespace, ingress[2] for 10.0.0.0/8 except"
                  + " 10.244.0.0/16 or all pods in namespaces team=it and SCTP any port");
    }
  }

  @Nested
  class Peers {

    @Test
    void podSelectorAloneIsOfThePolicysNamespace() {
      PolicyEngine engine = ingressFrom("{podSelector: {matchLabels: {app: web}}}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void namespaceSelectorAloneIsOfAllItsPods() {
      PolicyEngine engine = ingressFrom("{namespaceSelector: {matchLabels: {team: money}}}");

      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void bothSelectorsInOnePeerMustMatch() {
      PolicyEngine engine =
          ingressFrom(
              "{namespaceSelector: {matchLabels: {team: money}}, podSelector: {matchLabels: {app:"
                  + " other}}}");

      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void eitherOfTwoPeersIsEnough() {
      PolicyEngine engine =
          ingressFrom(
              "{namespaceSelector: {matchLabels: {team: money}}}, {podSelector: {matchLabels: {app:"
                  + " web}}}");

      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
    }

    @Test
    void everyPodIsNotEverybody() {
      PolicyEngine engine = ingressFrom("{namespaceSelector: {}}");

      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(OUTSIDE, API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void expressionsUseEveryOperator() {
      PolicyEngine engine =
          ingressFrom(
              "{namespaceSelector: {matchExpressions: [{key: team, operator: In, values: [money,"
                  + " retail]}, {key: frozen, operator: DoesNotExist}]}, podSelector:"
                  + " {matchExpressions: [{key: app, operator: Exists}, {key: tier, operator:"
                  + " NotIn, values: [back]}]}}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(TELLER, API, 8080)).isAllowed()).isTrue();
    }

    @Test
    void notInMatchesWhereTheKeyIsMissing() {
      PolicyEngine engine =
          ingressFrom(
              "{podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [back]}]}}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
    }

    @Test
    void blockLeavesOutItsExceptions() {
      PolicyEngine engine =
          ingressFrom("{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.128/25]}}");

      assertThat(engine.ingress(tcp(OUTSIDE, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp("203.0.113.200", API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void blockHoldsPodsByTheirAddresses() {
      PolicyEngine engine = ingressFrom("{ipBlock: {cidr: 10.244.1.0/24}}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
    }

    @Test
    void blockOfOneFamilyHoldsNothingOfTheOther() {
      PolicyEngine engine = ingressFrom("{ipBlock: {cidr: 0.0.0.0/0}}");

      assertThat(engine.ingress(tcp("fd00::9", "fd00:10:244:2::7", 8080)).isAllowed()).isFalse();
    }

    @Test
    void finishedPodIsNoPeer() {
      PolicyEngine engine =
          of(
              """
              {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: job, labels: {app: web}},
               spec: {nodeName: node-a, containers: [{name: main, image: app}]},
               status: {phase: Succeeded, podIPs: [{ip: 10.244.1.9}]}}
              """,
              policy("test", "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"));

      assertThat(engine.ingress(tcp("10.244.1.9", API, 8080)).isAllowed()).isFalse();
    }
  }

  @Nested
  class Ports {

    @Test
    void portWithoutProtocolIsOfTcp() {
      PolicyEngine engine = ingressOf("{port: 53}");

      assertThat(engine.ingress(tcp(WEB, API, 53)).isAllowed()).isTrue();
      assertThat(engine.ingress(udp(WEB, API, 53)).isAllowed()).isFalse();
    }

    @Test
    void protocolWithoutPortIsOfAllItsPorts() {
      PolicyEngine engine = ingressOf("{protocol: UDP}");

      assertThat(engine.ingress(udp(WEB, API, 4711)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 4711)).isAllowed()).isFalse();
    }

    @Test
    void rangeHoldsBothItsEnds() {
      PolicyEngine engine = ingressOf("{port: 8000, endPort: 8010}");

      assertThat(engine.ingress(tcp(WEB, API, 8000)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 8010)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 8011)).isAllowed()).isFalse();
      assertThat(engine.ingress(tcp(WEB, API, 7999)).isAllowed()).isFalse();
    }

    @Test
    void nameIsOfThePodThatIsConnectedTo() {
      PolicyEngine engine =
          with(
              "{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port:"
                  + " http}]}], egress: [{ports: [{port: http}]}]}");

      assertThat(engine.ingress(tcp(WEB, API, 8080)).isAllowed()).isTrue();
      assertThat(engine.ingress(tcp(WEB, API, 9090)).isAllowed()).isFalse();
      assertThat(engine.egress(tcp(WEB, TELLER, 9090)).isAllowed()).isTrue();
      assertThat(engine.egress(tcp(WEB, TELLER, 8080)).isAllowed()).isFalse();
    }

    @Test
    void nameIsOfItsProtocol() {
      PolicyEngine engine = ingressOf("{port: dns}");

      assertThat(engine.ingress(udp(WEB, API, 53)).isAllowed()).isFalse();
      assertThat(engine.ingress(tcp(WEB, API, 53)).isAllowed()).isFalse();
    }

    @Test
    void nameIsNoPortOfAnAddressOutside() {
      PolicyEngine engine =
          with("{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}");

      assertThat(engine.egress(tcp(WEB, OUTSIDE, 8080)).isAllowed()).isFalse();
    }
  }

  @Nested
  class Nodes {

    @Test
    void podInItsNodesNetworkIsNotSelected() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress, Egress]}");

      assertThat(engine.egress(tcp(AGENT, API, 8080)).reason())
          .isEqualTo("policies do not select node node-a");
    }

    @Test
    void podInItsNodesNetworkIsNoPodPeer() {
      PolicyEngine engine = ingressFrom("{podSelector: {}}");

      assertThat(engine.ingress(tcp(AGENT, API, 8080)).isAllowed()).isFalse();
    }

    @Test
    void nodeIsAPeerByItsAddress() {
      PolicyEngine engine = ingressFrom("{ipBlock: {cidr: 192.168.0.11/32}}");

      assertThat(engine.ingress(tcp(AGENT, API, 8080)).isAllowed()).isTrue();
    }

    @Test
    void podsOwnNodeIsNeverBlocked() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress, Egress]}");

      assertThat(engine.ingress(tcp("192.168.0.12", API, 8080)).reason())
          .isEqualTo("pod shop/api and its own node node-b reach each other");
      assertThat(engine.ingress(tcp("10.244.2.1", API, 8080)).isAllowed()).isTrue();
      assertThat(engine.egress(tcp(API, "192.168.0.12", 10250)).isAllowed()).isTrue();
    }

    @Test
    void podReachesItself() {
      PolicyEngine engine = with("{podSelector: {}, policyTypes: [Ingress, Egress]}");

      assertThat(engine.ingress(tcp(API, API, 8080)).reason())
          .isEqualTo("pod shop/api reaches itself");
      assertThat(engine.egress(tcp(API, API, 8080)).isAllowed()).isTrue();
    }
  }

  @Test
  void verdictNamesTheRuleThatAllows() {
    PolicyEngine engine = with("{podSelector: {}, policyTypes: [Egress], egress: [{}]}");

    assertThat(engine.egress(tcp(WEB, API, 80)).decision())
        .isEqualTo(
            new PolicyDecision.Granted(
                List.of(
                    new PolicyRule(
                        new ObjectRef("NetworkPolicy", "shop/test"),
                        PolicyDirection.EGRESS,
                        0,
                        ""))));
  }

  private static PolicyEngine ingressFrom(String peers) {
    return with("{podSelector: {}, ingress: [{from: [" + peers + "]}]}");
  }

  private static PolicyEngine ingressOf(String ports) {
    return with("{podSelector: {}, ingress: [{ports: [" + ports + "]}]}");
  }

  private static PolicyEngine with(String spec) {
    return of(policy("test", spec));
  }

  private static PolicyEngine with(String spec, String another) {
    return of(policy("test", spec), policy("test-1", another));
  }

  private static String policy(String name, String spec) {
    return "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop,"
        + " name: "
        + name
        + "}, spec: "
        + spec
        + "}";
  }

  private static PolicyEngine of(String... documents) {
    ClusterState state =
        PolicyManifest.read(CLUSTER + "\n---\n" + String.join("\n---\n", documents));
    return PolicyEngine.of(state);
  }

  private static Packet tcp(String source, String destination, int port) {
    return packet(Protocol.TCP, source, destination, port);
  }

  private static Packet udp(String source, String destination, int port) {
    return packet(Protocol.UDP, source, destination, port);
  }

  private static Packet packet(Protocol protocol, String source, String destination, int port) {
    return Packet.first(protocol, end(source, 40000), end(destination, port));
  }

  private static IpPort end(String address, int port) {
    return new IpPort(IpAddress.of(address), port);
  }
}
