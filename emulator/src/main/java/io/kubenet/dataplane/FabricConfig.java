package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.node.NetworkKind;
import java.util.List;

/**
 * What a network is made of beside what the API server stores.
 *
 * @param hairpin whether a bridge gives a packet back to the pod that it came from
 * @param localnetNodes nodes that route 127.0.0.0/8 (net.ipv4.conf.all.route_localnet)
 * @param outsideHosts hosts outside the cluster, which answer on every port
 * @param failedNodes nodes that are switched off
 * @param heldAddresses nodes' addresses on which kube-proxy itself holds the node ports of Services
 *     open, and never answers, so that nobody takes them (openPort of kube-proxy 1.23)
 * @param deafPods pods in which nothing listens, whatever ports they declare
 * @param serviceArp whether nodes answer ARP for addresses of Services
 * @param network how pods hang on their nodes
 */
public record FabricConfig(
    Hairpin hairpin,
    List<String> localnetNodes,
    List<IpAddress> outsideHosts,
    List<String> failedNodes,
    List<IpAddress> heldAddresses,
    List<ObjectName> deafPods,
    ServiceArp serviceArp,
    NetworkKind network) {

  /** Whether nodes answer ARP for addresses of Services that they have taken for their own. */
  public enum ServiceArp {
    ANSWERED,
    IGNORED
  }

  /** The hairpin_mode of bridge ports. */
  public enum Hairpin {
    ON,
    OFF
  }

  /** Hairpin on, loopback not routed, nobody outside, all nodes up. */
  public static final FabricConfig DEFAULT =
      new FabricConfig(
          Hairpin.ON,
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ServiceArp.IGNORED,
          NetworkKind.BRIDGE);

  public FabricConfig {
    localnetNodes = ImmutableList.copyOf(localnetNodes);
    outsideHosts = ImmutableList.copyOf(outsideHosts);
    failedNodes = ImmutableList.copyOf(failedNodes);
    heldAddresses = ImmutableList.copyOf(heldAddresses);
    deafPods = ImmutableList.copyOf(deafPods);
  }

  public FabricConfig withHairpin(Hairpin other) {
    return new FabricConfig(
        other,
        localnetNodes,
        outsideHosts,
        failedNodes,
        heldAddresses,
        deafPods,
        serviceArp,
        network);
  }

  public FabricConfig withLocalnetNodes(List<String> others) {
    return new FabricConfig(
        hairpin, others, outsideHosts, failedNodes, heldAddresses, deafPods, serviceArp, network);
  }

  public FabricConfig withOutsideHosts(List<IpAddress> others) {
    return new FabricConfig(
        hairpin, localnetNodes, others, failedNodes, heldAddresses, deafPods, serviceArp, network);
  }

  public FabricConfig withFailedNodes(List<String> others) {
    return new FabricConfig(
        hairpin, localnetNodes, outsideHosts, others, heldAddresses, deafPods, serviceArp, network);
  }

  public FabricConfig withHeldAddresses(List<IpAddress> others) {
    return new FabricConfig(
        hairpin, localnetNodes, outsideHosts, failedNodes, others, deafPods, serviceArp, network);
  }

  public FabricConfig withDeafPods(List<ObjectName> others) {
    return new FabricConfig(
        hairpin,
        localnetNodes,
        outsideHosts,
        failedNodes,
        heldAddresses,
        others,
        serviceArp,
        network);
  }

  public FabricConfig withServiceArp(ServiceArp other) {
    return new FabricConfig(
        hairpin, localnetNodes, outsideHosts, failedNodes, heldAddresses, deafPods, other, network);
  }

  public FabricConfig withNetwork(NetworkKind other) {
    return new FabricConfig(
        hairpin,
        localnetNodes,
        outsideHosts,
        failedNodes,
        heldAddresses,
        deafPods,
        serviceArp,
        other);
  }
}
