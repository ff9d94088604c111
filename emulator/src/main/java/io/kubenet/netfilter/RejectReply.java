package io.kubenet.netfilter;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.TcpSegment;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.RejectWith;
import java.util.Optional;

/**
 * What a host sends back in place of a packet that it rejects.
 *
 * @param buffer the packet
 * @param host the host
 */
record RejectReply(SocketBuffer buffer, HostNetwork host) {

  /** The answer; empty where the kernel sends nothing: a RST is not answered, nor an error. */
  Optional<SocketBuffer> with(RejectWith with) {
    return with == RejectWith.TCP_RESET ? reset() : icmpError(with);
  }

  /** As nf_reject_ip_tcphdr_get: a RST is not answered by one. */
  private Optional<SocketBuffer> reset() {
    if (!(buffer.packet().payload() instanceof TcpSegment segment) || segment.isReset()) {
      return Optional.empty();
    }
    boolean isAcknowledging = (segment.flags() & TcpSegment.ACK_FLAG) != 0;
    Packet reset = buffer.packet().reversed(isAcknowledging ? TcpSegment.RST : TcpSegment.RST_ACK);
    return Optional.of(buffer.answer(reset));
  }

  private Optional<SocketBuffer> icmpError(RejectWith with) {
    if (buffer.packet().payload() instanceof IcmpMessage message && message.isError()) {
      return Optional.empty();
    }
    return errorSource().map(source -> buffer.icmpError(source, with.icmpType(), with.icmpCode()));
  }

  /** As icmp_send: the address that was asked for, if it is the host's own. */
  private Optional<IpAddress> errorSource() {
    Packet packet = buffer.packet();
    return host.typeOf(packet.destination()) == AddressType.LOCAL
        ? Optional.of(packet.destination())
        : host.sourceAddressFor(packet.source());
  }
}
