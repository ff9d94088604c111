package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.finding.Finding;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PodSelection;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PolicyFindingsTest {

  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: kube-system}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web, labels: {app: web}},
       spec: {nodeName: node-a, containers: [{name: main, image: app}]}, status: {podIPs: [{ip: 10.244.1.5}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: api, labels: {app: api}},
       spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{name: http, containerPort: 8080}]}]},
       status: {podIPs: [{ip: 10.244.2.7}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: agent, labels: {app: agent}},
       spec: {nodeName: node-a, hostNetwork: true, containers: [{name: main, image: app}]},
       status: {podIPs: [{ip: 192.168.0.11}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {namespace: kube-system, name: coredns, labels: {k8s-app: kube-dns}},
       spec: {nodeName: node-b, containers: [{name: main, image: app}]}, status: {podIPs: [{ip: 10.244.3.53}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {namespace: shop, name: api},
       spec: {clusterIP: 10.96.0.20, selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
      """;

  @Test
  void policiesWithoutMistakesHaveNoFindings() {
    assertThat(
            findings(
                "{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector:"
                    + " {matchLabels: {app: web}}}], ports: [{port: 8080}, {port: http}]}]}"))
        .isEmpty();
  }

  @Nested
  class Names {

    @Test
    void defaultDenyOfEgressKillsDns() {
      Finding finding = only(findings("{podSelector: {}, policyTypes: [Egress]}"));

      assertThat(finding.subject()).hasToString("NetworkPolicy shop/test spec.egress");
      assertThat(finding.problem())
          .isEqualTo(
              "egress denies the cluster's DNS servers, UDP 53 of kube-system/kube-dns; 2 pods"
                  + " cannot resolve names: shop/api, shop/web");
      assertThat(finding.remedy())
          .isEqualTo(
              "add an egress rule to namespaceSelector kubernetes.io/metadata.name=kube-system with"
                  + " podSelector k8s-app=kube-dns, ports UDP 53 and TCP 53");
    }

    @Test
    void egressToTheServersIsEnough() {
      String spec =
          "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector:"
              + " {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53,"
              + " protocol: UDP}]}]}";

      assertThat(PolicyFindings.of(state(spec).with(dnsServer(53)))).isEmpty();
    }

    @Test
    void serversAreAskedAtTheirOwnPort() {
      String spec =
          "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol:"
              + " UDP}]}]}";

      assertThat(PolicyFindings.of(state(spec).with(dnsServer(53)))).isEmpty();
      assertThat(PolicyFindings.of(state(spec).with(dnsServer(5353)))).hasSize(1);
    }

    @Test
    void adminPolicyIsNamedToo() {
      AdminPolicyRule rule =
          new AdminPolicyRule(
              "",
              AdminPolicyRule.Action.DENY,
              List.of(new AdminPolicyRule.NetworkPeer(List.of(Cidr.of("0.0.0.0/0")))),
              List.of());
      ClusterState state = PolicyManifest.read(CLUSTER).with(admin("walls", 1, rule));

      assertThat(only(PolicyFindings.of(state)).subject())
          .hasToString("AdminNetworkPolicy walls spec.egress[0]");
    }
  }

  @Nested
  class Peers {

    @Test
    void hyphenTooManyTurnsAndIntoOr() {
      Finding finding =
          only(
              findings(
                  "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels:"
                      + " {kubernetes.io/metadata.name: shop}}}, {podSelector: {matchLabels: {app:"
                      + " web}}}]}]}"));

      assertThat(finding.subject()).hasToString("NetworkPolicy shop/test spec.ingress[0].from[1]");
      assertThat(finding.problem())
          .isEqualTo(
              "ingress[0] is an OR: it admits all pods in namespaces"
                  + " kubernetes.io/metadata.name=shop, and besides them pods app=web of its"
                  + " namespace");
      assertThat(finding.remedy())
          .isEqualTo(
              "to admit only pods that match both, write podSelector and namespaceSelector in one"
                  + " item: remove the '-' before the second");
    }

    @Test
    void peerThatNoPodIsIsNamed() {
      Finding finding =
          only(
              findings(
                  "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app:"
                      + " wbe}}}]}]}"));

      assertThat(finding.subject()).hasToString("NetworkPolicy shop/test spec.ingress[0].from[0]");
      assertThat(finding.problem()).isEqualTo("no pod matches: pods app=wbe of its namespace");
    }

    @Test
    void blockOfAClusterIpNeverMatches() {
      Finding finding =
          only(findings("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.96.0.0/16}}]}]}"));

      assertThat(finding.subject())
          .hasToString("NetworkPolicy shop/test spec.ingress[0].from[0].ipBlock");
      assertThat(finding.problem())
          .isEqualTo(
              "10.96.0.0/16 holds the cluster IP of Service shop/api, which no policy sees: the"
                  + " destination is a pod's address by then");
    }

    @Test
    void blockOfEverythingIsNotAboutClusterIps() {
      assertThat(findings("{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}"))
          .isEmpty();
    }
  }

  @Nested
  class Ports {

    @Test
    void portOfTheServiceIsNotThePodsPort() {
      Finding finding =
          only(
              findings(
                  "{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80}]}]}"));

      assertThat(finding.subject()).hasToString("NetworkPolicy shop/test spec.ingress[0].ports[0]");
      assertThat(finding.problem())
          .isEqualTo(
              "TCP 80 is the port of Service shop/api; policies see the port of its pods, 8080");
      assertThat(finding.remedy()).isEqualTo("allow TCP 8080 instead");
    }

    @Test
    void bothPortsAreNoMistake() {
      assertThat(
              findings(
                  "{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: 80}, {port:"
                      + " 8080}]}]}"))
          .isEmpty();
    }

    @Test
    void nameThatNoPodDeclaresIsNamed() {
      Finding finding =
          only(
              findings(
                  "{podSelector: {matchLabels: {app: api}}, ingress: [{ports: [{port: htpp}]}]}"));

      assertThat(finding.problem())
          .isEqualTo("TCP 'htpp' is declared by none of the pods that it is about: shop/api");
      assertThat(finding.remedy()).isEqualTo("use one of TCP 'http'");
    }
  }

  @Nested
  class Subjects {

    @Test
    void policyThatSelectsNothingIsNamed() {
      Finding finding = only(findings("{podSelector: {matchLabels: {app: apii}}}"));

      assertThat(finding.subject()).hasToString("NetworkPolicy shop/test spec.podSelector");
      assertThat(finding.problem())
          .isEqualTo("selects no pod: none in namespace 'shop' has app=apii");
      assertThat(finding.remedy())
          .isEqualTo("compare with the labels of its pods: app=agent; app=api; app=web");
    }

    @Test
    void policyOfPodsInTheHostsNetworkRestrictsNothing() {
      Finding finding = only(findings("{podSelector: {matchLabels: {app: agent}}}"));

      assertThat(finding.problem())
          .isEqualTo(
              "selects only pods in their host's network, which policies do not restrict:"
                  + " shop/agent");
    }

    @Test
    void equalPrioritiesHaveNoOrder() {
      ClusterState state =
          PolicyManifest.read(CLUSTER).with(admin("first", 5)).with(admin("second", 5));

      assertThat(only(PolicyFindings.of(state)).problem())
          .isEqualTo("has the priority 5 of first; Kubernetes does not say which is asked first");
    }
  }

  private static AdminNetworkPolicy admin(String name, int priority, AdminPolicyRule... egress) {
    return new AdminNetworkPolicy(
        name,
        priority,
        PodSelection.ofNamespaces(LabelSelector.everything()),
        List.of(),
        List.of(egress));
  }

  private static EndpointSlice dnsServer(int port) {
    EndpointSlice.Endpoint endpoint =
        new EndpointSlice.Endpoint(
            List.of(IpAddress.of("10.244.3.53")),
            true,
            true,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            ImmutableMap.of());
    return new EndpointSlice(
        ObjectName.of("kube-system/kube-dns-x"),
        Optional.of(ObjectName.of("kube-system/kube-dns")),
        IpFamily.IPV4,
        List.of(new EndpointSlice.Port("dns", Protocol.UDP, OptionalInt.of(port))),
        List.of(endpoint));
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static List<Finding> findings(String spec) {
    return PolicyFindings.of(state(spec));
  }

  private static ClusterState state(String spec) {
    return PolicyManifest.read(
        CLUSTER
            + "\n"
            + "---\n"
            + "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: shop,"
            + " name: test}, spec: "
            + spec
            + "}");
  }
}
