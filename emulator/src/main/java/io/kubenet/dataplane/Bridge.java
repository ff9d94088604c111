package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.SocketBuffer;
import java.util.Optional;

/**
 * A node's bridge cni0: the node itself, and a port for each of its pods.
 *
 * <p>With bridge-nf-call-iptables a frame from a pod passes PREROUTING before the bridge looks
 * where it goes. What DNAT sends to another port stays on the bridge, whatever link-layer address
 * the frame had (br_nf_pre_routing_finish of Linux 6.18).
 *
 * @param topology where it is
 * @param node whose it is
 */
record Bridge(Topology topology, Node node) implements Link {

  @Override
  public Optional<Host> neighbour(IpAddress address) {
    NodeHost own = new NodeHost(topology, node);
    if (own.owns(address)) {
      return Optional.of(own);
    }
    return topology.podAt(address).filter(pod -> pod.node().equals(node)).map(pod -> (Host) pod);
  }

  @Override
  public Next pass(Frame frame, Journey journey) {
    NodeHost own = new NodeHost(topology, node);
    if (frame.from().equals(own)) {
      return frame.to().receive(frame, journey);
    }
    journey.enter(own);
    Passage passage =
        new Passage(
            own,
            SocketBuffer.received(frame.packet(), NodeHost.BRIDGE),
            journey,
            Optional.of(frame));
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new Bridging(this, frame, passage).go());
  }
}
