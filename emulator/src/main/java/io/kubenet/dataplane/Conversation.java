package io.kubenet.dataplane;

import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import java.util.Optional;

/**
 * A connection that stays open: what both ends know of it since its first packet.
 *
 * @param attempt how it was made
 * @param sent its first packet as the client sent it
 * @param server who answered that, and the answer as it was sent; empty where nobody did
 */
public record Conversation(Attempt attempt, Packet sent, Optional<Server> server) {

  /**
   * The end that took the connection.
   *
   * @param place whose socket it is
   * @param answer its first answer
   */
  public record Server(Place place, Packet answer) {

    private boolean hasConnectionOf(Ending.Arrived arrived) {
      Packet packet = arrived.packet();
      return arrived.host().listener(packet).equals(Optional.of(place))
          && packet.reversed(answer.payload()).equals(answer);
    }
  }

  /** The same connection after who took it has gone: whoever comes after knows nothing of it. */
  public Conversation withoutServer() {
    return new Conversation(attempt, sent, Optional.empty());
  }

  /** The connection that an exchange opened; empty if its first packet was never made. */
  public static Optional<Conversation> of(Attempt attempt, Exchange opening) {
    Optional<Server> server =
        opening
            .served()
            .flatMap(
                served -> opening.reply().map(reply -> new Server(served.by(), reply.packet())));
    return opening.request().map(request -> new Conversation(attempt, request.packet(), server));
  }

  /** A further packet of the client. */
  Packet next(TcpSegment segment) {
    return isTcp() ? sent.withPayload(segment) : sent;
  }

  private boolean isTcp() {
    return sent.protocol() == Protocol.TCP;
  }

  /**
   * What the host that a further packet arrived at answers: a TCP socket knows the ends of its
   * connection, and who knows no such connection sends a RST (tcp_v4_rcv of Linux 6.18).
   */
  Optional<Answers> answerTo(Ending.Arrived arrived) {
    if (!isTcp()) {
      return Answers.to(arrived);
    }
    return server
        .filter(known -> known.hasConnectionOf(arrived))
        .map(known -> Answers.further(arrived, known.place()))
        .or(() -> Optional.of(Answers.reset(arrived)));
  }
}
