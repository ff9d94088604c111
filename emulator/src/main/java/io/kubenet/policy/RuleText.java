package io.kubenet.policy;

import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.PortReference;
import java.util.stream.Collectors;

/** What a rule of a NetworkPolicy lets through, in words. */
final class RuleText {

  private RuleText() {}

  /** {@code pods app=web or 10.0.0.0/8 except 10.1.0.0/16}. */
  static String peers(NetworkPolicy.Rule rule) {
    return rule.peers().stream().map(RuleText::peer).collect(Collectors.joining(" or "));
  }

  /** {@code TCP 80, TCP 8000-8010, UDP 'dns'}. */
  static String ports(NetworkPolicy.Rule rule) {
    return rule.ports().stream().map(RuleText::port).collect(Collectors.joining(", "));
  }

  static String port(NetworkPolicy.Port port) {
    String number = port.port().map(RuleText::reference).orElse("any port");
    String end = port.endPort().isPresent() ? "-" + port.endPort().getAsInt() : "";
    return port.protocol() + " " + number + end;
  }

  private static String reference(PortReference port) {
    return port instanceof PortReference.Named ? "'" + port + "'" : port.toString();
  }

  static String peer(NetworkPolicy.Peer peer) {
    return peer instanceof NetworkPolicy.IpBlock block
        ? block(block)
        : pods((NetworkPolicy.PodPeer) peer);
  }

  private static String block(NetworkPolicy.IpBlock block) {
    return block.except().isEmpty()
        ? block.cidr().toString()
        : block.except().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", ", block.cidr() + " except ", ""));
  }

  private static String pods(NetworkPolicy.PodPeer peer) {
    String pods = peer.podSelector().map(selector -> all("pods", selector)).orElse("all pods");
    return pods
        + peer.namespaceSelector()
            .map(selector -> " in " + all("namespaces", selector))
            .orElse(" of its namespace");
  }

  private static String all(String things, LabelSelector selector) {
    return selector.isEmpty() ? "all " + things : things + " " + selector;
  }
}
