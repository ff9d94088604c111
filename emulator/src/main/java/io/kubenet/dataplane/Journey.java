package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Node;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Circumstances;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One packet's way from host to host, and the story of it. */
final class Journey {

  /** As many hosts as an IP header lets it pass: its time to live. */
  private static final int MOST_HOPS = 64;

  private final Crossing crossing;
  private final Optional<String> via;
  private final Circumstances circumstances;
  private final List<Hop> hops = new ArrayList<>();
  private List<Step> steps = new ArrayList<>();
  private String host = "";
  private Optional<Node> router = Optional.empty();

  /**
   * A way that begins.
   *
   * @param via the node that packets for an address of no node reach first, where one is given
   */
  Journey(Crossing crossing, Optional<String> via) {
    this.crossing = crossing;
    this.via = via;
    this.circumstances = Circumstances.recorded(crossing.chance(), crossing.now(), this::note);
  }

  /** Carries the packet that a host sends to where its way ends. */
  Ending carry(Host from, SocketBuffer outgoing) {
    return carry(from.emit(outgoing, this));
  }

  /** Carries a packet that has been sent to where its way ends. */
  Ending carry(Next sent) {
    Next next = sent;
    while (next instanceof Frame frame) {
      next = hops.size() > MOST_HOPS ? expired() : frame.pass(this);
    }
    return (Ending) next;
  }

  private static Next expired() {
    return new Ending.Lost(Causes.lost(new Cause.TimeToLiveExceeded()));
  }

  Crossing crossing() {
    return crossing;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  /** The packet is on another host now; what it does is noted there. */
  void enter(Host next) {
    if (!next.name().equals(host)) {
      close();
      host = next.name();
    }
  }

  void note(Step step) {
    steps.add(step);
  }

  private void close() {
    if (!host.isEmpty()) {
      hops.add(new Hop(host, steps));
    }
    steps = new ArrayList<>();
  }

  /**
   * The node that an outside host's packet for an address of no node reaches first. It is chosen
   * once: a packet that comes round again goes the same way.
   */
  Optional<Node> routerFor(Packet packet) {
    if (router.isEmpty()) {
      router =
          via.isPresent() ? via.flatMap(crossing.topology()::node) : crossing.routerFor(packet);
    }
    return router;
  }

  /** The story of the packet that was sent. */
  Trace trace(Packet sent) {
    close();
    host = "";
    return new Trace(sent, ImmutableList.copyOf(hops));
  }
}
