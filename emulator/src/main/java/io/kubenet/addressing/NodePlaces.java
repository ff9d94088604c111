package io.kubenet.addressing;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the nodes of one moment are, and their blocks of pods. */
final class NodePlaces {

  private final Map<String, Node> byName = new LinkedHashMap<>();
  private final Map<IpAddress, Node> nodes = new LinkedHashMap<>();
  private final Map<IpAddress, Node> bridges = new LinkedHashMap<>();
  private final CidrTable<Node> podNetworks = new CidrTable<>();
  private final CidrTable<Cidr> segments = new CidrTable<>();
  private final Map<IpFamily, IpAddress> gateways = new LinkedHashMap<>();

  NodePlaces(ClusterState state) {
    state.nodes().forEach(this::add);
    gateways.replaceAll((family, any) -> freeAddress(new Cidr(any, segmentBits(family))));
  }

  private void add(Node node) {
    byName.put(node.name(), node);
    node.bridgeIps().forEach(address -> bridges.putIfAbsent(address, node));
    for (IpAddress address : node.internalIps()) {
      nodes.putIfAbsent(address, node);
      Cidr segment = new Cidr(address, segmentBits(address.family()));
      segments.add(segment, segment);
      gateways.putIfAbsent(address.family(), address);
    }
    node.podCidrs().forEach(cidr -> podNetworks.add(cidr, node));
  }

  private static int segmentBits(IpFamily family) {
    return family == IpFamily.IPV4 ? 24 : 64;
  }

  private IpAddress freeAddress(Cidr segment) {
    return nodes.containsKey(segment.at(1)) ? segment.at(254) : segment.at(1);
  }

  /** The node that has an address. */
  Optional<Node> at(IpAddress address) {
    return Optional.ofNullable(nodes.get(address));
  }

  /** The node on whose pods' bridge an address is. */
  Optional<Node> atBridge(IpAddress address) {
    return Optional.ofNullable(bridges.get(address));
  }

  /** The node of a name. */
  Optional<Node> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The block of the nodes' segment that holds an address. */
  Optional<Cidr> segmentOf(IpAddress address) {
    return segments.find(address).map(Map.Entry::getValue);
  }

  /** The block of pods that holds an address, and its node. */
  Optional<Map.Entry<Cidr, Node>> podNetworkOf(IpAddress address) {
    return podNetworks.find(address);
  }

  Optional<IpAddress> gateway(IpFamily family) {
    return Optional.ofNullable(gateways.get(family));
  }
}
