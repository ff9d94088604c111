package io.kubenet.dataplane;

import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.SocketBuffer;
import java.util.Optional;

/**
 * A node's network stack: its rules, and what it forwards.
 *
 * @param host the node
 */
record NodeStack(NodeHost host) implements Stack {

  @Override
  public Next emit(SocketBuffer outgoing, Journey journey) {
    journey.enter(host);
    return new LocalOutput(Passage.of(host, outgoing, journey)).send();
  }

  @Override
  public Next receive(Frame frame, Journey journey) {
    journey.enter(host);
    Passage passage =
        Passage.of(
            host, SocketBuffer.received(frame.packet(), host.deviceOn(frame.link())), journey);
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new RoutedInput(passage).take());
  }

  /**
   * Takes a packet from a port of its bridge.
   *
   * <p>With bridge-nf-call-iptables a frame from a pod passes PREROUTING before the bridge looks
   * where it goes. What DNAT sends to another port stays on the bridge, whatever link-layer address
   * the frame had (br_nf_pre_routing_finish of Linux 6.18).
   */
  Next receiveFromPort(Frame frame, Journey journey) {
    journey.enter(host);
    Passage passage =
        new Passage(
            host,
            SocketBuffer.received(frame.packet(), Interfaces.BRIDGE).fromBridgePort(),
            journey,
            Optional.of(frame));
    return passage.judge(Hook.PREROUTING).orElseGet(() -> new Bridging(frame, passage).go());
  }

  /** Sends on what its ip_vs took. */
  static Next divert(Diversion diversion, Journey journey) {
    return new LocalOutput(
            new Passage(diversion.node(), diversion.buffer(), journey, diversion.bridged()))
        .sendOn();
  }
}
