package io.kubenet.dataplane;

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
 * @param own whose it is
 */
record Bridge(NodeHost own) implements Link {

  @Override
  public Optional<Host> neighbour(IpAddress address) {
    if (own.owns(address)) {
      return Optional.of(own);
    }
    return own.topology().podAt(address).filter(pod -> pod.node() == own).map(pod -> (Host) pod);
  }

  @Override
  public Next pass(Frame frame, Journey journey) {
    if (frame.from() == own) {
      return frame.to().receive(frame, journey);
    }
    journey.enter(own);
    Passage passage =
        new Passage(
            own,
            SocketBuffer.received(frame.packet(), Interfaces.BRIDGE).fromBridgePort(),
            journey,
            Optional.of(frame));
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new Bridging(this, frame, passage).go());
  }
}
