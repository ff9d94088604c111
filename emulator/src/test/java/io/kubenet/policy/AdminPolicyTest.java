package io.kubenet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.AdminPolicyRule.Action;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PodSelection;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminPolicyTest {

  private static final ClusterState CLUSTER =
      PolicyManifest.read(
          """
          {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: retail}}}
          ---
          {apiVersion: v1, kind: Namespace, metadata: {name: bank, labels: {team: money}}}
          ---
          {apiVersion: v1, kind: Node, metadata: {name: node-a, labels: {role: worker}},
           spec: {podCIDRs: [10.244.1.0/24]},
           status: {addresses: [{type: InternalIP, address: 192.168.0.11}]}}
          ---
          {apiVersion: v1, kind: Node, metadata: {name: node-b, labels: {role: control-plane}},
           spec: {podCIDRs: [10.244.2.0/24]},
           status: {addresses: [{type: InternalIP, address: 192.168.0.12}]}}
          ---
          {apiVersion: v1, kind: Pod, metadata: {namespace: shop, name: web, labels: {app: web}},
           spec: {nodeName: node-a, containers: [{name: main, image: app}]}, status: {podIPs: [{ip: 10.244.1.5}]}}
          ---
          {apiVersion: v1, kind: Pod, metadata: {namespace: bank, name: teller, labels: {app: teller}},
           spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{name: http, containerPort: 9090},
             {name: http-udp, containerPort: 9090, protocol: UDP}]}]},
           status: {podIPs: [{ip: 10.244.2.8}]}}
          """);

  private static final Packet WEB_TO_TELLER = tcp("10.244.1.5", "10.244.2.8", 9090);

  private static final PodSelection EVERY_POD =
      PodSelection.ofNamespaces(LabelSelector.everything());

  @Test
  void theLowestPriorityIsAskedFirst() {
    PolicyEngine engine =
        PolicyEngine.of(
            CLUSTER
                .with(ingress("a-late", 20, rule(Action.DENY)))
                .with(ingress("z-early", 10, rule(Action.ALLOW))));

    assertThat(engine.ingress(WEB_TO_TELLER).reason())
        .isEqualTo("allowed by AdminNetworkPolicy z-early ingress[0]");
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    AdminPolicyRule telnet =
        new AdminPolicyRule("telnet", Action.DENY, everybody(), List.of(range(23, 23)));
    PolicyEngine engine =
        PolicyEngine.of(CLUSTER.with(ingress("guard", 1, telnet, rule(Action.ALLOW))));

    assertThat(engine.ingress(tcp("10.244.1.5", "10.244.2.8", 23)).reason())
        .isEqualTo("denied by AdminNetworkPolicy guard ingress[0] 'telnet'");
    assertThat(engine.ingress(WEB_TO_TELLER).reason())
        .isEqualTo("allowed by AdminNetworkPolicy guard ingress[1]");
  }

  @Test
  void allowOverridesNetworkPolicies() {
    PolicyEngine engine =
        PolicyEngine.of(CLUSTER.with(denyAll()).with(ingress("open", 1, rule(Action.ALLOW))));

    assertThat(engine.ingress(WEB_TO_TELLER).isAllowed()).isTrue();
  }

  @Test
  void passSkipsLaterAdminPoliciesAndLeavesItToNetworkPolicies() {
    PolicyEngine engine =
        PolicyEngine.of(
            CLUSTER
                .with(denyAll())
                .with(ingress("first", 1, rule(Action.PASS)))
                .with(ingress("second", 2, rule(Action.ALLOW))));

    assertThat(engine.ingress(WEB_TO_TELLER).reason())
        .isEqualTo(
            "passed on by AdminNetworkPolicy first ingress[0], then denied ingress of pod"
                + " bank/teller: NetworkPolicy bank/deny-all has no ingress rule");
  }

  @Test
  void passWithoutNetworkPoliciesLeavesItToTheBaseline() {
    PolicyEngine engine =
        PolicyEngine.of(
            CLUSTER
                .with(ingress("first", 1, rule(Action.PASS)))
                .with(
                    new BaselineAdminNetworkPolicy(
                        EVERY_POD, List.of(rule(Action.DENY)), List.of())));

    assertThat(engine.ingress(WEB_TO_TELLER).reason())
        .isEqualTo(
            "passed on by AdminNetworkPolicy first ingress[0], then denied by"
                + " BaselineAdminNetworkPolicy default ingress[0]");
  }

  @Test
  void baselineIsNotAskedWhereANetworkPolicySelects() {
    NetworkPolicy allowAll = ofTeller(new NetworkPolicy.Rule(List.of(), List.of()));
    PolicyEngine engine =
        PolicyEngine.of(
            CLUSTER
                .with(allowAll)
                .with(
                    new BaselineAdminNetworkPolicy(
                        EVERY_POD, List.of(rule(Action.DENY)), List.of())));

    assertThat(engine.ingress(WEB_TO_TELLER).isAllowed()).isTrue();
  }

  @Test
  void policyThatNoRuleMatchesSaysNothing() {
    AdminPolicyRule other =
        new AdminPolicyRule("", Action.DENY, everybody(), List.of(range(100, 200)));
    PolicyEngine engine = PolicyEngine.of(CLUSTER.with(ingress("guard", 1, other)));

    assertThat(engine.ingress(WEB_TO_TELLER).reason())
        .isEqualTo("no policy restricts ingress of pod bank/teller");
  }

  @Test
  void subjectIsChosenByNamespaceAndPod() {
    PodSelection tellers = new PodSelection(team("money"), labels("app", "teller"));
    AdminNetworkPolicy policy =
        new AdminNetworkPolicy("guard", 1, tellers, List.of(rule(Action.DENY)), List.of());
    PolicyEngine engine = PolicyEngine.of(CLUSTER.with(policy));

    assertThat(engine.ingress(WEB_TO_TELLER).isAllowed()).isFalse();
    assertThat(engine.ingress(tcp("10.244.2.8", "10.244.1.5", 80)).isAllowed()).isTrue();
  }

  @Test
  void egressKnowsNodesAndNetworks() {
    PolicyEngine engine =
        PolicyEngine.of(
            CLUSTER.with(
                egress(
                    "walls",
                    denyTo(new AdminPolicyRule.NodePeer(labels("role", "control-plane"))),
                    denyTo(new AdminPolicyRule.NetworkPeer(List.of(Cidr.of("203.0.113.0/24")))))));

    assertThat(engine.egress(tcp("10.244.1.5", "192.168.0.12", 6443)).reason())
        .isEqualTo("denied by AdminNetworkPolicy walls egress[0]");
    assertThat(engine.egress(tcp("10.244.1.5", "203.0.113.7", 443)).reason())
        .isEqualTo("denied by AdminNetworkPolicy walls egress[1]");
    assertThat(engine.egress(WEB_TO_TELLER).isAllowed()).isTrue();
  }

  @Test
  void namedPortHasTheProtocolThatTheDestinationDeclares() {
    AdminPolicyRule named =
        new AdminPolicyRule(
            "", Action.DENY, everybody(), List.of(new AdminPolicyRule.NamedPort("http-udp")));
    PolicyEngine engine = PolicyEngine.of(CLUSTER.with(ingress("guard", 1, named)));

    assertThat(engine.ingress(packet(Protocol.UDP, "10.244.1.5", "10.244.2.8", 9090)).isAllowed())
        .isFalse();
    assertThat(engine.ingress(WEB_TO_TELLER).isAllowed()).isTrue();
  }

  private static AdminNetworkPolicy ingress(String name, int priority, AdminPolicyRule... rules) {
    return new AdminNetworkPolicy(name, priority, EVERY_POD, List.of(rules), List.of());
  }

  private static AdminNetworkPolicy egress(String name, AdminPolicyRule... rules) {
    return new AdminNetworkPolicy(name, 1, EVERY_POD, List.of(), List.of(rules));
  }

  private static AdminPolicyRule rule(Action action) {
    return new AdminPolicyRule("", action, everybody(), List.of());
  }

  private static AdminPolicyRule denyTo(AdminPolicyRule.Peer peer) {
    return new AdminPolicyRule("", Action.DENY, List.of(peer), List.of());
  }

  private static List<AdminPolicyRule.Peer> everybody() {
    return List.of(new AdminPolicyRule.PodPeer(EVERY_POD));
  }

  private static AdminPolicyRule.PortRange range(int first, int last) {
    return new AdminPolicyRule.PortRange(Protocol.TCP, first, last);
  }

  private static LabelSelector team(String team) {
    return labels("team", team);
  }

  private static LabelSelector labels(String key, String value) {
    return LabelSelector.ofLabels(ImmutableMap.of(key, value));
  }

  private static NetworkPolicy denyAll() {
    return new NetworkPolicy(
        ObjectName.of("bank/deny-all"),
        LabelSelector.everything(),
        Optional.of(List.of()),
        Optional.empty());
  }

  private static NetworkPolicy ofTeller(NetworkPolicy.Rule rule) {
    return new NetworkPolicy(
        ObjectName.of("bank/teller"),
        LabelSelector.everything(),
        Optional.of(List.of(rule)),
        Optional.empty());
  }

  private static Packet tcp(String source, String destination, int port) {
    return packet(Protocol.TCP, source, destination, port);
  }

  private static Packet packet(Protocol protocol, String source, String destination, int port) {
    return Packet.first(
        protocol,
        new IpPort(IpAddress.of(source), 40000),
        new IpPort(IpAddress.of(destination), port));
  }
}
