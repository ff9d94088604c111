package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PodSelection;
import io.kubenet.model.PortReference;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Small clusters at random: two nodes, two namespaces, up to six pods, few labels and ports, so
 * that policies often match.
 */
final class RandomClusters {

  private static final List<String> NAMESPACES = List.of("left", "right");

  private RandomClusters() {}

  static Arbitrary<ClusterState> clusters() {
    return Combinators.combine(
            pods().list().ofMinSize(2).ofMaxSize(6),
            networkPolicies().list().ofMaxSize(4),
            adminPolicies().list().ofMaxSize(2),
            baselines().optional(0.5))
        .as(RandomClusters::cluster);
  }

  private static ClusterState cluster(
      List<Pod> pods,
      List<NetworkPolicy> policies,
      List<AdminNetworkPolicy> admin,
      Optional<BaselineAdminNetworkPolicy> baseline) {
    ClusterState state = ClusterState.empty().with(node(1)).with(node(2));
    for (String namespace : NAMESPACES) {
      state = state.with(new Namespace(namespace, ImmutableMap.of("key-a", namespace)));
    }
    for (int i = 0; i < pods.size(); i++) {
      state = state.with(placed(pods.get(i), i));
    }
    for (int i = 0; i < policies.size(); i++) {
      state = state.with(named(policies.get(i), i));
    }
    for (int i = 0; i < admin.size(); i++) {
      state = state.with(named(admin.get(i), i));
    }
    return baseline.map(state::with).orElse(state);
  }

  private static Node node(int number) {
    return new Node(
        "node-" + number,
        ImmutableMap.of("key-a", "value-" + number),
        List.of(IpAddress.of("192.168.0.1" + number)),
        List.of(Cidr.of("10.244." + number + ".0/24")),
        true,
        false,
        List.of(),
        ImmutableMap.of());
  }

  private static Pod placed(Pod pod, int index) {
    int node = 1 + index % 2;
    return new Pod(
        new ObjectName(pod.name().namespace(), "pod-" + index),
        pod.labels(),
        Optional.of("node-" + node),
        List.of(IpAddress.of("10.244." + node + "." + (5 + index))),
        false,
        pod.phase(),
        true,
        false,
        pod.ports(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static NetworkPolicy named(NetworkPolicy policy, int index) {
    return new NetworkPolicy(
        new ObjectName(policy.name().namespace(), "policy-" + index),
        policy.podSelector(),
        policy.ingress(),
        policy.egress());
  }

  /** Priorities are made to differ: Kubernetes promises no order where they are equal. */
  private static AdminNetworkPolicy named(AdminNetworkPolicy policy, int index) {
    return new AdminNetworkPolicy(
        "admin-" + index,
        policy.priority() * 2 + index,
        policy.subject(),
        policy.ingress(),
        policy.egress());
  }

  private static Arbitrary<Pod> pods() {
    return Combinators.combine(
            Arbitraries.of(NAMESPACES),
            labels(),
            ports().list().ofMaxSize(2),
            Arbitraries.frequency(Tuple.of(5, Pod.Phase.RUNNING), Tuple.of(1, Pod.Phase.FAILED)))
        .as(
            (namespace, labels, ports, phase) ->
                new Pod(
                    new ObjectName(namespace, "pod"),
                    labels,
                    Optional.empty(),
                    List.of(),
                    false,
                    phase,
                    true,
                    false,
                    ports,
                    Optional.empty(),
                    Optional.empty(),
                    PodDns.CLUSTER_FIRST));
  }

  private static Arbitrary<ContainerPort> ports() {
    return Combinators.combine(Arbitraries.of("http", "dns"), portNumbers(), protocols())
        .as(
            (name, number, protocol) ->
                new ContainerPort(name, number, protocol, Optional.empty(), Optional.empty()));
  }

  private static Arbitrary<Integer> portNumbers() {
    return Arbitraries.of(80, 81, 90);
  }

  private static Arbitrary<Protocol> protocols() {
    return Arbitraries.of(Protocol.TCP, Protocol.UDP);
  }

  private static Arbitrary<Map<String, String>> labels() {
    return Arbitraries.maps(Arbitraries.of("key-a", "key-b"), values()).ofMaxSize(2);
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of("value-1", "value-2", "left");
  }

  private static Arbitrary<LabelSelector> selectors() {
    Arbitrary<LabelSelector.Requirement> requirements =
        Combinators.combine(
                Arbitraries.of("key-a", "key-b"),
                Arbitraries.of(LabelSelector.Operator.class),
                values().list().ofMinSize(1).ofMaxSize(2))
            .as(LabelSelector.Requirement::new);
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of("key-a", "key-b"), values()).ofMaxSize(1),
            requirements.list().ofMaxSize(1))
        .as(LabelSelector::new);
  }

  private static Arbitrary<NetworkPolicy> networkPolicies() {
    return Combinators.combine(
            Arbitraries.of(NAMESPACES),
            selectors(),
            rules().list().ofMaxSize(2).optional(0.7),
            rules().list().ofMaxSize(2).optional(0.5))
        .as(
            (namespace, selector, ingress, egress) ->
                new NetworkPolicy(new ObjectName(namespace, "policy"), selector, ingress, egress));
  }

  private static Arbitrary<NetworkPolicy.Rule> rules() {
    return Combinators.combine(peers().list().ofMaxSize(2), policyPorts().list().ofMaxSize(2))
        .as(NetworkPolicy.Rule::new);
  }

  private static Arbitrary<NetworkPolicy.Peer> peers() {
    Arbitrary<NetworkPolicy.Peer> pods =
        Combinators.combine(selectors().optional(0.5), selectors().optional(0.5))
            .as(NetworkPolicy.PodPeer::new);
    Arbitrary<NetworkPolicy.Peer> blocks =
        Combinators.combine(cidrs(), cidrs().list().ofMaxSize(1)).as(NetworkPolicy.IpBlock::new);
    return Arbitraries.oneOf(pods, blocks);
  }

  private static Arbitrary<Cidr> cidrs() {
    return Arbitraries.of(
            "0.0.0.0/0", "10.244.0.0/16", "10.244.1.0/24", "10.244.1.5/32", "192.168.0.11/32")
        .map(Cidr::of);
  }

  private static Arbitrary<NetworkPolicy.Port> policyPorts() {
    Arbitrary<NetworkPolicy.Port> named =
        Combinators.combine(protocols(), portNames().optional(0.8))
            .as((protocol, port) -> new NetworkPolicy.Port(protocol, port, OptionalInt.empty()));
    Arbitrary<NetworkPolicy.Port> numbered =
        Combinators.combine(protocols(), portNumbers(), Arbitraries.of(0, 1, 10))
            .as(
                (protocol, first, more) ->
                    new NetworkPolicy.Port(
                        protocol,
                        Optional.of(new PortReference.Numbered(first)),
                        more == 0 ? OptionalInt.empty() : OptionalInt.of(first + more)));
    return Arbitraries.oneOf(named, numbered);
  }

  private static Arbitrary<PortReference> portNames() {
    return Arbitraries.of("http", "dns").map(PortReference.Named::new);
  }

  private static Arbitrary<AdminNetworkPolicy> adminPolicies() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            selections(),
            adminRules().list().ofMaxSize(2),
            adminRules().list().ofMaxSize(2))
        .as(
            (priority, subject, ingress, egress) ->
                new AdminNetworkPolicy("admin", priority, subject, ingress, egress));
  }

  private static Arbitrary<BaselineAdminNetworkPolicy> baselines() {
    Arbitrary<List<AdminPolicyRule>> rules =
        adminRules()
            .filter(rule -> rule.action() != AdminPolicyRule.Action.PASS)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(selections(), rules, rules).as(BaselineAdminNetworkPolicy::new);
  }

  private static Arbitrary<PodSelection> selections() {
    return Combinators.combine(selectors(), selectors()).as(PodSelection::new);
  }

  private static Arbitrary<AdminPolicyRule> adminRules() {
    return Combinators.combine(
            Arbitraries.of(AdminPolicyRule.Action.class),
            adminPeers().list().ofMinSize(1).ofMaxSize(2),
            adminPorts().list().ofMaxSize(1))
        .as((action, peers, ports) -> new AdminPolicyRule("", action, peers, ports));
  }

  private static Arbitrary<AdminPolicyRule.Peer> adminPeers() {
    return Arbitraries.oneOf(
        selections().map(AdminPolicyRule.PodPeer::new),
        selectors().map(AdminPolicyRule.NodePeer::new),
        cidrs().map(cidr -> new AdminPolicyRule.NetworkPeer(ImmutableList.of(cidr))));
  }

  private static Arbitrary<AdminPolicyRule.Port> adminPorts() {
    return Arbitraries.oneOf(
        Arbitraries.of("http", "dns").map(AdminPolicyRule.NamedPort::new),
        Combinators.combine(protocols(), portNumbers())
            .as((protocol, port) -> new AdminPolicyRule.PortRange(protocol, port, port + 1)));
  }
}
