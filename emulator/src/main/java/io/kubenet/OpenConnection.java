package io.kubenet;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dataplane.Conversation;
import io.kubenet.dataplane.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * A connection that stays open, or a UDP socket that goes on sending from one port: its packets go
 * where conntrack sent the first one, whatever has become of the Service since.
 */
public final class OpenConnection {

  private final Asked asked;
  private final Connection opening;

  /** Decides of its later packets: whenever they are sent, they shift nobody else's ways. */
  private final SeededChance chance;

  private Optional<Conversation> conversation;
  private Optional<String> end = Optional.empty();

  OpenConnection(
      Asked asked, Connection opening, Optional<Conversation> conversation, SeededChance chance) {
    this.chance = chance;
    this.asked = asked;
    this.opening = opening;
    this.conversation = conversation;
    if (isTcp() ? !opening.isEstablished() : conversation.isEmpty()) {
      end = Optional.of(opening.summary());
    }
  }

  private boolean isTcp() {
    return conversation.filter(known -> known.sent().protocol() == Protocol.TCP).isPresent();
  }

  /** How it was opened, or what its first datagram met. */
  public Connection opening() {
    return opening;
  }

  /** Whether more can be sent: it was opened, and not closed or reset since. */
  public boolean isOpen() {
    return end.isEmpty();
  }

  /**
   * Whether who took it is still there, and has not forgotten it: a pod that is gone takes its
   * sockets with it.
   */
  public boolean isServed() {
    return conversation.flatMap(Conversation::server).isPresent();
  }

  /**
   * Sends more, and tells what becomes of it: RESET where it arrives at somebody who knows nothing
   * of this connection.
   *
   * @throws IllegalStateException if it is not open
   */
  public Connection send() {
    Connection sent =
        asked.host().cluster().send(current(), TcpSegment.PSH_ACK, asked, chance.split());
    if (sent.verdict() == Verdict.RESET) {
      end = Optional.of("was reset: " + sent.outcome().because());
    }
    return sent;
  }

  /** Closes it; both ends of TCP say goodbye, as far as these packets come. */
  public void close() {
    Conversation closing = current();
    if (isTcp()) {
      asked.host().cluster().send(closing, TcpSegment.FIN_ACK, asked, chance.split());
      asked.host().cluster().tell(closing, TcpSegment.ACK, chance.split());
    }
    end = Optional.of("was closed");
  }

  /** Resets it: TCP's other end is told by a RST. */
  public void reset() {
    Conversation closing = current();
    if (isTcp()) {
      asked.host().cluster().tell(closing, TcpSegment.RST_ACK, chance.split());
    }
    end = Optional.of("was reset by its client");
  }

  private Conversation current() {
    if (end.isPresent()) {
      throw new IllegalStateException(opening.title() + " is not open: it " + end.get());
    }
    return conversation.orElseThrow();
  }

  /** The cluster has changed: a server that is gone takes its sockets with it. */
  void changed(ClusterState state) {
    conversation =
        conversation.map(known -> isServed(known, state) ? known : known.withoutServer());
  }

  private static boolean isServed(Conversation known, ClusterState state) {
    return known
        .server()
        .filter(
            server ->
                !(server.place() instanceof Place.InPod pod) || state.pod(pod.name()).isPresent())
        .isPresent();
  }

  /** What was asked for when it was opened: how it went. */
  @Override
  public String toString() {
    return opening.toString();
  }
}
