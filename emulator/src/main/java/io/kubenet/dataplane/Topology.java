package io.kubenet.dataplane;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.node.NetworkKind;
import io.kubenet.node.NodeRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which host has every address at one moment, and what link it is on. */
final class Topology {

  private final Layout layout;
  private final Hosts hosts;
  private final Senders senders;

  /** What was found for addresses so far. */
  private final Map<IpAddress, Optional<PodHost>> podsByAddress = new LinkedHashMap<>();

  private Topology(Layout layout) {
    this.layout = layout;
    this.hosts = new Hosts(layout);
    this.senders = new Senders(layout.state(), layout.config(), hosts);
  }

  static Topology of(ClusterState state, FabricConfig config, NodeRules rules) {
    return new Topology(Layout.of(state, config, rules));
  }

  /** The topology of a later state of the cluster, maybe in other surroundings. */
  Topology changed(ClusterState later, FabricConfig surroundings) {
    return new Topology(layout.changed(later, surroundings));
  }

  /** Where addresses are, whoever has them. */
  Layout layout() {
    return layout;
  }

  /** The node whose bridge a link is. */
  NodeHost bridgeOwner(Link bridge) {
    return hosts.of(bridge.owner().orElseThrow());
  }

  /** Who answers on a link for an address, to ARP or neighbour discovery. */
  Optional<Host> neighbour(Link link, IpAddress address) {
    return switch (link.kind()) {
      case SEGMENT -> onSegment(address);
      case WAN -> outsideAt(address).or(() -> gatewayAt(address));
      case BRIDGE -> onBridge(bridgeOwner(link), address);
      case VETH -> onVeth(link, address);
    };
  }

  private Optional<Host> onSegment(IpAddress address) {
    Optional<NodeHost> node = nodeAt(address);
    return node.isPresent()
        ? Optional.of(node.get())
        : gatewayAt(address)
            .or(() -> outsideAt(address))
            .or(() -> serviceNodeAt(address))
            .or(() -> podOfSegment(address));
  }

  /** A subnet that pods have addresses of delivers them to their nodes. */
  private Optional<Host> podOfSegment(IpAddress address) {
    return layout.config().network() == NetworkKind.VPC
        ? podAt(address).map(PodHost::node)
        : Optional.empty();
  }

  /** To its pod a node answers for every address but the pod's own (proxy_arp). */
  private Optional<Host> onVeth(Link veth, IpAddress address) {
    Optional<Host> pod =
        podAt(address)
            .filter(found -> found.place().equals(new Place.InPod(veth.pod().orElseThrow())))
            .map(found -> found);
    return pod.or(() -> Optional.of(bridgeOwner(veth)));
  }

  private Optional<Host> onBridge(NodeHost own, IpAddress address) {
    if (own.owns(address)) {
      return Optional.of(own);
    }
    return podAt(address).filter(pod -> pod.node() == own).map(pod -> (Host) pod);
  }

  /**
   * Who answers on the segment for an address of a Service: each node that has taken it for its
   * own, unless it answers for its interfaces' own addresses alone (arp_ignore). The first answer
   * counts; it is the last node's, as a Linux bridge floods its newest port first (br_flood).
   */
  private Optional<Host> serviceNodeAt(IpAddress address) {
    return layout.config().serviceArp() == FabricConfig.ServiceArp.IGNORED
        ? Optional.empty()
        : layout.state().nodes().stream()
            .filter(layout::isUp)
            .filter(node -> layout.serviceAddresses(node.name()).contains(address))
            .reduce((first, second) -> second)
            .map(hosts::of);
  }

  /** A node's stack. */
  NodeHost nodeHost(Node node) {
    return hosts.of(node);
  }

  private Optional<Host> gatewayAt(IpAddress address) {
    return layout.gateway(address.family()).filter(address::equals).map(Gateway::new);
  }

  private Optional<NodeHost> nodeAt(IpAddress address) {
    return layout.book().nodeAt(address).filter(layout::isUp).map(hosts::of);
  }

  Optional<Host> outsideAt(IpAddress address) {
    boolean isInside =
        layout.book().nodeAt(address).isPresent()
            || layout.book().podAt(address).flatMap(layout.book()::nodeOf).isPresent();
    return isInside || !layout.knowsOutside(address)
        ? Optional.empty()
        : Optional.of(hosts.outside(address));
  }

  /** The pod at an address. */
  Optional<PodHost> podAt(IpAddress address) {
    return podsByAddress.computeIfAbsent(address, this::findPodAt);
  }

  private Optional<PodHost> findPodAt(IpAddress address) {
    return layout
        .book()
        .podAt(address)
        .flatMap(
            pod -> layout.book().nodeOf(pod).filter(layout::isUp).map(node -> hosts.of(pod, node)));
  }

  /** Who sends from where. */
  Senders senders() {
    return senders;
  }
}
