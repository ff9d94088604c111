package io.kubenet.dataplane;

import io.kubenet.net.Datagram;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.Packet;
import io.kubenet.net.Payload;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * What a host that a packet arrived at answers.
 *
 * @param buffer the answer
 * @param meaning what it tells the sender, if it comes home as sent
 * @param by who took the packet; empty where nobody did
 */
record Answers(SocketBuffer buffer, Verdict meaning, Optional<Place> by) {

  /** The answer of the host that a packet arrived at; empty where it keeps silent. */
  static Optional<Answers> to(Ending.Arrived arrived) {
    Packet packet = arrived.packet();
    Optional<Place> listener = arrived.host().listener(packet);
    if (listener.isPresent()) {
      return Optional.of(established(packet, accepting(packet), listener));
    }
    if (packet.payload() instanceof IcmpMessage message) {
      return message.isError() ? Optional.empty() : echo(arrived, message);
    }
    if (arrived.host().isSilent(packet)) {
      return Optional.empty();
    }
    return Optional.of(refusal(arrived));
  }

  /** The answer to a further segment of a TCP connection from the socket that has it. */
  static Answers further(Ending.Arrived arrived, Place by) {
    Packet packet = arrived.packet();
    boolean isEnd =
        packet.payload() instanceof TcpSegment segment && (segment.flags() & TcpSegment.FIN) != 0;
    return established(packet, isEnd ? TcpSegment.FIN_ACK : TcpSegment.ACK, Optional.of(by));
  }

  /** The answer to a further segment where no socket has its connection. */
  static Answers reset(Ending.Arrived arrived) {
    SocketBuffer answer = SocketBuffer.sent(arrived.packet().reversed(TcpSegment.RST));
    return new Answers(answer, Verdict.RESET, Optional.empty());
  }

  private static Optional<Answers> echo(Ending.Arrived arrived, IcmpMessage request) {
    Packet packet = arrived.packet();
    IcmpMessage reply = IcmpMessage.echoReply(packet.family(), request.identifier());
    return Optional.of(established(packet, reply, Optional.of(arrived.host().place())));
  }

  private static Answers established(Packet packet, Payload payload, Optional<Place> by) {
    return new Answers(SocketBuffer.sent(packet.reversed(payload)), Verdict.ESTABLISHED, by);
  }

  private static Payload accepting(Packet packet) {
    return packet.payload() instanceof TcpSegment ? TcpSegment.SYN_ACK : Datagram.INSTANCE;
  }

  private static Answers refusal(Ending.Arrived arrived) {
    Packet packet = arrived.packet();
    SocketBuffer answer =
        switch (packet.protocol()) {
          case TCP -> SocketBuffer.sent(packet.reversed(TcpSegment.RST_ACK));
          case SCTP -> SocketBuffer.sent(packet.reversed(Datagram.INSTANCE));
          default -> portUnreachable(arrived);
        };
    return new Answers(answer, Verdict.REFUSED, Optional.empty());
  }

  /**
   * The refusal of a datagram. It finds its connection anew: the datagram was let go of before
   * (nf_reset_ct in __udp4_lib_rcv and __udp6_lib_rcv; Linux 6.18), so that rules may leave the
   * error untracked.
   */
  private static SocketBuffer portUnreachable(Ending.Arrived arrived) {
    Packet packet = arrived.packet();
    IcmpMessage error = IcmpErrors.portUnreachable(packet);
    return SocketBuffer.sent(packet.icmpError(packet.destination(), error.type(), error.code()));
  }
}
