package io.kubenet.policy;

import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.AdminPolicyRule.Action;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.model.PodSelection;
import io.kubenet.model.PortReference;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The specification of policies read aloud: walks everything for every packet. */
record NaiveEvaluator(ClusterState state) {

  boolean allowsIngress(Packet packet) {
    return allows(packet, true);
  }

  boolean allowsEgress(Packet packet) {
    return allows(packet, false);
  }

  private boolean allows(Packet packet, boolean ingress) {
    IpAddress own = ingress ? packet.destination() : packet.source();
    IpAddress peer = ingress ? packet.source() : packet.destination();
    Optional<Pod> pod = podAt(own);
    if (pod.isEmpty()
        || own.equals(peer)
        || podAt(peer).equals(pod)
        || isOwnNode(pod.get(), peer)) {
      return true;
    }
    List<AdminPolicyRule> admin = new ArrayList<>();
    state.adminNetworkPolicies().stream()
        .sorted(Comparator.comparingInt(AdminNetworkPolicy::priority))
        .filter(policy -> selects(policy.subject(), pod.get()))
        .forEach(policy -> admin.addAll(ingress ? policy.ingress() : policy.egress()));
    Action action = firstAction(admin, packet, peer);
    if (action != Action.PASS) {
      return action == Action.ALLOW;
    }
    List<NetworkPolicy> isolating =
        state.networkPolicies().stream()
            .filter(policy -> policy.name().namespace().equals(pod.get().name().namespace()))
            .filter(policy -> matches(policy.podSelector(), pod.get().labels()))
            .filter(policy -> (ingress ? policy.ingress() : policy.egress()).isPresent())
            .toList();
    if (!isolating.isEmpty()) {
      return isolating.stream()
          .anyMatch(
              policy ->
                  (ingress ? policy.ingress() : policy.egress())
                      .orElseThrow().stream().anyMatch(rule -> admits(policy, rule, packet, peer)));
    }
    return state
        .baselineAdminNetworkPolicy()
        .filter(policy -> selects(policy.subject(), pod.get()))
        .map(policy -> firstAction(ingress ? policy.ingress() : policy.egress(), packet, peer))
        .map(found -> found != Action.DENY)
        .orElse(true);
  }

  private Action firstAction(List<AdminPolicyRule> rules, Packet packet, IpAddress peer) {
    return rules.stream()
        .filter(rule -> rule.peers().stream().anyMatch(p -> isAdminPeer(p, peer)))
        .filter(
            rule ->
                rule.ports().isEmpty()
                    || rule.ports().stream().anyMatch(port -> isAdminPort(port, packet)))
        .map(AdminPolicyRule::action)
        .findFirst()
        .orElse(Action.PASS);
  }

  private boolean isAdminPeer(AdminPolicyRule.Peer peer, IpAddress address) {
    if (peer instanceof AdminPolicyRule.PodPeer pods) {
      return podAt(address).filter(pod -> selects(pods.selection(), pod)).isPresent();
    }
    if (peer instanceof AdminPolicyRule.NetworkPeer networks) {
      return networks.cidrs().stream().anyMatch(cidr -> cidr.contains(address));
    }
    LabelSelector selector = ((AdminPolicyRule.NodePeer) peer).selector();
    return state.nodes().stream()
        .filter(node -> has(node, address))
        .anyMatch(node -> matches(selector, node.labels()));
  }

  private boolean isAdminPort(AdminPolicyRule.Port port, Packet packet) {
    if (port instanceof AdminPolicyRule.PortRange range) {
      return range.protocol() == packet.protocol()
          && packet.destinationPort() >= range.first()
          && packet.destinationPort() <= range.last();
    }
    return declares(packet, ((AdminPolicyRule.NamedPort) port).name());
  }

  private boolean admits(
      NetworkPolicy policy, NetworkPolicy.Rule rule, Packet packet, IpAddress peer) {
    boolean isPeer =
        rule.peers().isEmpty() || rule.peers().stream().anyMatch(p -> isPeer(policy, p, peer));
    boolean isPort =
        rule.ports().isEmpty() || rule.ports().stream().anyMatch(port -> isPort(port, packet));
    return isPeer && isPort;
  }

  private boolean isPeer(NetworkPolicy policy, NetworkPolicy.Peer peer, IpAddress address) {
    if (peer instanceof NetworkPolicy.IpBlock block) {
      return block.cidr().contains(address)
          && block.except().stream().noneMatch((Cidr cidr) -> cidr.contains(address));
    }
    NetworkPolicy.PodPeer pods = (NetworkPolicy.PodPeer) peer;
    Optional<Pod> pod = podAt(address);
    if (pod.isEmpty()) {
      return false;
    }
    String namespace = pod.get().name().namespace();
    boolean inNamespace =
        pods.namespaceSelector().isPresent()
            ? matches(pods.namespaceSelector().get(), namespaceLabels(namespace))
            : namespace.equals(policy.name().namespace());
    return inNamespace
        && (pods.podSelector().isEmpty() || matches(pods.podSelector().get(), pod.get().labels()));
  }

  private boolean isPort(NetworkPolicy.Port port, Packet packet) {
    if (port.protocol() != packet.protocol()) {
      return false;
    }
    if (port.port().isEmpty()) {
      return true;
    }
    if (port.port().get() instanceof PortReference.Named named) {
      return declares(packet, named.name());
    }
    int first = ((PortReference.Numbered) port.port().get()).number();
    int last = port.endPort().isPresent() ? port.endPort().getAsInt() : first;
    return packet.destinationPort() >= first && packet.destinationPort() <= last;
  }

  private boolean declares(Packet packet, String name) {
    return podAt(packet.destination()).map(Pod::ports).orElse(List.of()).stream()
        .anyMatch(
            port ->
                port.name().equals(name)
                    && port.protocol() == packet.protocol()
                    && port.number() == packet.destinationPort());
  }

  private boolean selects(PodSelection selection, Pod pod) {
    return matches(selection.namespaceSelector(), namespaceLabels(pod.name().namespace()))
        && matches(selection.podSelector(), pod.labels());
  }

  private Map<String, String> namespaceLabels(String namespace) {
    return state.namespace(namespace).orElseThrow().labels();
  }

  private Optional<Pod> podAt(IpAddress address) {
    return state.pods().stream()
        .filter(pod -> !pod.isHostNetwork() && !pod.isFinished() && pod.ips().contains(address))
        .findFirst();
  }

  private boolean isOwnNode(Pod pod, IpAddress address) {
    return state.node(pod.nodeName().orElseThrow()).filter(node -> has(node, address)).isPresent();
  }

  private static boolean has(Node node, IpAddress address) {
    return node.internalIps().contains(address);
  }

  private static boolean matches(LabelSelector selector, Map<String, String> labels) {
    for (Map.Entry<String, String> wanted : selector.matchLabels().entrySet()) {
      if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
        return false;
      }
    }
    for (LabelSelector.Requirement requirement : selector.matchExpressions()) {
      boolean isIn =
          labels.containsKey(requirement.key())
              && requirement.values().contains(labels.get(requirement.key()));
      boolean holds =
          switch (requirement.operator()) {
            case IN -> isIn;
            case NOT_IN -> !isIn;
            case EXISTS -> labels.containsKey(requirement.key());
            case DOES_NOT_EXIST -> !labels.containsKey(requirement.key());
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
