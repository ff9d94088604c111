package io.kubenet.netfilter;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import java.util.Optional;

/**
 * A packet on its way through one host, with what the kernel notes on it; the kernel's sk_buff.
 *
 * <p>It is changed on its way: NAT rewrites the packet, rules set the mark, the stack sets the
 * interfaces. It doesn't leave its host: the next one, a pod's namespace included, starts with a
 * new one, without mark and connection, as veth and wire do.
 */
public final class SocketBuffer {

  private Packet packet;
  private Optional<String> inInterface;
  private Optional<String> outInterface = Optional.empty();
  private int mark;
  private Tracking tracking = Tracking.NONE;
  private Optional<VirtualService> virtualService = Optional.empty();
  private boolean isFromBridgePort;

  private SocketBuffer(Packet packet, Optional<String> inInterface) {
    this.packet = packet;
    this.inInterface = inInterface;
  }

  /** A packet that came by an interface. */
  public static SocketBuffer received(Packet packet, String inInterface) {
    return new SocketBuffer(packet, Optional.of(inInterface));
  }

  /** A packet that the host itself sends. */
  public static SocketBuffer sent(Packet packet) {
    return new SocketBuffer(packet, Optional.empty());
  }

  /**
   * The ICMP error that the host sends about this packet. It belongs to the packet's connection, so
   * it is translated back even where the connection was not confirmed yet (nf_conntrack_attach of
   * the kernel, by way of icmp_glue_bits).
   *
   * @param source the address that it is sent from
   * @param type the type of the error
   * @param code the code of the error
   */
  public SocketBuffer icmpError(IpAddress source, int type, int code) {
    return answer(packet.icmpError(source, type, code));
  }

  /** What the host sends back in place of an answer; it belongs to the packet's connection too. */
  SocketBuffer answer(Packet answer) {
    SocketBuffer sent = sent(answer);
    sent.tracking = tracking.related();
    return sent;
  }

  /** The packet as it is now. */
  public Packet packet() {
    return packet;
  }

  /** The interface that it came by; empty for what the host itself sends. */
  public Optional<String> inInterface() {
    return inInterface;
  }

  /** The interface that it leaves by, once it has been routed there. */
  public Optional<String> outInterface() {
    return outInterface;
  }

  /** The virtual server whose connection ip_vs has found it to be of. */
  public Optional<VirtualService> virtualService() {
    return virtualService;
  }

  void belongTo(VirtualService service) {
    virtualService = Optional.of(service);
  }

  /** Whether it came by a port of a bridge, and is still there. */
  public boolean isFromBridgePort() {
    return isFromBridgePort;
  }

  /** It came by a port of a bridge. */
  public SocketBuffer fromBridgePort() {
    isFromBridgePort = true;
    return this;
  }

  public int mark() {
    return mark;
  }

  /** It was routed to an interface. */
  public void leaveBy(String interfaceName) {
    outInterface = Optional.of(interfaceName);
  }

  /** It was sent to the host itself, and comes back by an interface: {@code lo}. */
  public void comeBackBy(String interfaceName) {
    inInterface = Optional.of(interfaceName);
    outInterface = Optional.empty();
  }

  void rewrite(Packet other) {
    packet = other;
  }

  void setMark(int other) {
    mark = other;
  }

  /** Whether conntrack holds it for the first of its connection, in its first direction. */
  public boolean opensConnection() {
    return tracking.relation() == Tracking.Relation.NEW
        && tracking.direction() == Direction.ORIGINAL;
  }

  Tracking tracking() {
    return tracking;
  }

  void track(Tracking other) {
    tracking = other;
  }
}
