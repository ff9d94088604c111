package io.kubenet.netfilter.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.net.IpPort;
import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.ipvs.RealServer;
import io.kubenet.ruleset.ipvs.VirtualServer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the server of a new connection, as the scheduler of its virtual server does.
 *
 * @param virtualServer the virtual server
 * @param service the same, as connections name it
 * @param passage the first packet of the connection
 * @param connections the connections that there are
 */
record Scheduling(
    VirtualServer virtualServer,
    VirtualService service,
    Passage passage,
    VirtualConnections connections) {

  /**
   * A server that was chosen.
   *
   * @param server the server
   * @param probability how likely that was, where it was left to chance
   */
  record Chosen(RealServer server, Optional<Fraction> probability) {}

  /** The server; empty where none can take the connection. */
  Optional<Chosen> choose() {
    List<RealServer> servers = virtualServer.servers();
    if (servers.stream().noneMatch(server -> server.weight() > 0)) {
      return Optional.empty();
    }
    return isMaglev() ? byTable(servers) : inOrder(servers);
  }

  private boolean isMaglev() {
    return switch (virtualServer.scheduling().scheduler()) {
      case MH -> true;
      case RR, WRR, LC, WLC, SH, DH, SED, NQ -> false;
    };
  }

  /** The source port, which is hashed too, is another for each connection. */
  private Optional<Chosen> byTable(List<RealServer> servers) {
    List<RealServer> taking =
        servers.stream()
            .filter(server -> server.weight() > 0)
            .collect(ImmutableList.toImmutableList());
    int[] counts = HashTables.maglev(taking);
    ImmutableList.Builder<Fraction> shares = ImmutableList.builder();
    for (int count : counts) {
      shares.add(Fraction.of(count, HashTables.MAGLEV_SIZE));
    }
    Choice choice = Choice.of(shares.build());
    int taken = passage.choose(choice);
    return Optional.of(new Chosen(taking.get(taken), probability(choice, taken)));
  }

  private static Optional<Fraction> probability(Choice choice, int taken) {
    return choice.size() == 1 ? Optional.empty() : Optional.of(choice.weight(taken));
  }

  /** Where nobody has asked before, any of the servers may be at the head of the list. */
  private Optional<Chosen> inOrder(List<RealServer> servers) {
    ServerList list =
        passage.recall(new ServerList.Key(service), ServerList.class, ServerList::new);
    if (!list.isFresh() || servers.size() == 1) {
      list.follow(servers);
      return next(list).map(server -> new Chosen(server, Optional.empty()));
    }
    Choice choice = Choice.even(servers.size());
    int head = passage.choose(choice);
    list.begin(servers, head);
    return next(list).map(server -> new Chosen(server, probability(choice, head)));
  }

  private Optional<RealServer> next(ServerList list) {
    List<RealServer> servers = list.servers();
    return switch (virtualServer.scheduling().scheduler()) {
      case RR -> list.nextInTurn();
      case WRR -> list.nextByWeight();
      case LC -> least(servers, this::connectionCost);
      case WLC -> least(servers, server -> connectionCost(server) / server.weight());
      case SED -> least(servers, this::expectedDelay);
      case NQ -> idle(servers).or(() -> least(servers, this::expectedDelay));
      case SH -> HashTables.bySource(servers, HashTables.fold(passage.packet().source()));
      case DH -> HashTables.byDestination(servers, HashTables.fold(service.address().address()));
      case MH -> throw new IllegalArgumentException("Maglev has no order");
    };
  }

  /** The first of the servers with weight whose cost is the least. */
  private static Optional<RealServer> least(
      List<RealServer> servers, ToDoubleFunction<RealServer> cost) {
    return servers.stream()
        .filter(server -> server.weight() > 0)
        .min(Comparator.comparingDouble(cost));
  }

  /** ip_vs_dest_conn_overhead: an established connection costs as much as 256 others. */
  private double connectionCost(RealServer server) {
    IpPort address = server.address();
    return connections.active(service, address, passage.now()) * 256.0
        + connections.total(service, address, passage.now());
  }

  private double expectedDelay(RealServer server) {
    return (connections.active(service, server.address(), passage.now()) + 1.0) / server.weight();
  }

  private Optional<RealServer> idle(List<RealServer> servers) {
    return servers.stream()
        .filter(server -> server.weight() > 0)
        .filter(server -> connections.active(service, server.address(), passage.now()) == 0)
        .findFirst();
  }
}
