package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Circumstances;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Route;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One packet's way from host to host, and the story of it. */
final class Journey implements RouterChoice {

  /** As many hosts as an IP header lets it pass: its time to live. */
  private static final int MOST_HOPS = 64;

  private final Crossing crossing;
  private final Optional<String> via;
  private final Circumstances circumstances;
  private final List<Hop> hops = new ArrayList<>();
  private List<Step> steps = new ArrayList<>();
  private Optional<Host> host = Optional.empty();
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

  Crossing crossing() {
    return crossing;
  }

  /** Where everything is. */
  Topology topology() {
    return crossing.topology();
  }

  /** Whether it has passed as many hosts as an IP header lets it. */
  boolean isExpired() {
    return hops.size() > MOST_HOPS;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  /** The packet is on another host now; what it does is noted there. */
  void enter(Host next) {
    if (host.filter(here -> here.name().equals(next.name())).isEmpty()) {
      close();
      host = Optional.of(next);
    }
  }

  void note(Step step) {
    steps.add(step);
  }

  private void close() {
    host.ifPresent(here -> hops.add(new Hop(here.name(), here.kind(), steps)));
    steps = new ArrayList<>();
  }

  /**
   * The node that an outside host's packet for an address of no node reaches first. It is chosen
   * once: a packet that comes round again goes the same way.
   */
  @Override
  public Optional<Node> routerFor(Packet packet) {
    if (router.isEmpty()) {
      router =
          via.isPresent()
              ? via.flatMap(crossing.topology().layout()::node)
              : crossing.routerFor(packet);
    }
    return router;
  }

  /**
   * Who answers on a link for an address. On the nodes' segment a node may do it for an address of
   * a Service, which is none of its own: the one that is given, or that announces it.
   *
   * @param sender who asks; nobody answers oneself
   */
  Optional<Host> neighbour(Link link, IpAddress address, Host sender) {
    return topology()
        .neighbour(link, address)
        .or(() -> link.equals(Link.SEGMENT) ? announcerOf(address) : Optional.empty())
        .filter(host -> !host.equals(sender));
  }

  private Optional<Host> announcerOf(IpAddress address) {
    Layout layout = topology().layout();
    Optional<Node> announcer =
        via.filter(given -> layout.isAnnounced(address))
            .flatMap(layout::node)
            .or(() -> layout.announcerOf(address));
    announcer.ifPresent(node -> note(new Step.Routed(new Route.Announced(address, node.name()))));
    return announcer.map(topology()::nodeHost);
  }

  /** The story of the packet that was sent. */
  Trace trace(Packet sent) {
    close();
    host = Optional.empty();
    return new Trace(sent, ImmutableList.copyOf(hops));
  }
}
