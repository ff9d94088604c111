package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.KnownWays;
import io.kubenet.chance.choice.RepeatedChance;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Conversation;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.net.TcpSegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Makes the connections in a network that hosts ask for, and remembers the last. */
final class Connecting {

  private static final int MOST_RECENT = 3;

  private final Network network;
  private final SeededChance chance;
  private final List<OpenConnection> open = new ArrayList<>();
  private final Deque<Connections> recent = new ArrayDeque<>();

  /**
   * Nobody has connected yet.
   *
   * @param network where connections are made
   * @param chance decides which way each goes
   */
  Connecting(Network network, SeededChance chance) {
    this.network = network;
    this.chance = chance;
  }

  /** A connection by one way. */
  Connection one(Asked asked) {
    return one(asked, chance.split());
  }

  private Connection one(Asked asked, Chance ways) {
    ClusterResolver resolver = network.resolver();
    Exchange exchange =
        network
            .settling()
            .one(
                ways,
                chosen -> exchange(scratch(), asked, new Names(resolver.overlay()), chosen),
                chosen -> exchange(network.fabric(), asked, new Names(resolver), chosen));
    return remembered(connection(exchange, asked, Fraction.ONE));
  }

  /** So many connections, one after another. */
  Sample sample(Asked asked, int size) {
    return new Sampling(ways -> one(asked, ways), () -> network.fabric().skipPort())
        .sample(size, chance);
  }

  /** A connection by every way; schedulers that take servers in turn may be at any of them. */
  Connections everyWay(Asked asked) {
    ClusterResolver resolver = network.resolver();
    Connections connections =
        Connections.merged(
            network
                .settling()
                .everyWay(
                    ways ->
                        exchange(
                            network.fabric().scratchAtAnyTime(),
                            asked,
                            new Names(resolver.overlay()),
                            ways),
                    Settling::seenByTheClient)
                .stream()
                .map(way -> connection(way.result(), asked, way.probability()))
                .toList());
    remember(connections);
    return connections;
  }

  /**
   * A way that a connection can go.
   *
   * @param connection the connection by this way
   * @param decisions what was decided on it
   */
  record Way(Connection connection, List<Integer> decisions) {}

  private record Gone(Exchange exchange, List<Integer> decisions) {}

  /**
   * Every way by itself, with what was decided on it; empty where rules were given, which answers
   * may not hang on.
   *
   * @param names what names stood for since they last changed
   */
  Optional<List<Way>> ways(Asked asked, KnownWays<Names.Found> names) {
    if (!knowsWays()) {
      return Optional.empty();
    }
    ClusterResolver resolver = network.resolver();
    return Optional.of(
        Exploration.everyWay(
                ways -> {
                  DecidedWay way = DecidedWay.following(ways);
                  return new Gone(exchange(asked, resolver, names, way), way.decisions());
                })
            .stream()
            .map(
                way ->
                    new Way(
                        connection(way.result().exchange(), asked, way.probability()),
                        way.result().decisions()))
            .toList());
  }

  /** Whether ways can be gone again one by one. */
  boolean knowsWays() {
    return network.settling() == Settling.NEEDLESS;
  }

  /** A way gone again; empty if it comes to where other decisions are wanted. */
  Optional<Way> again(Asked asked, Way way, KnownWays<Names.Found> names) {
    DecidedWay decided = DecidedWay.of(way.decisions());
    Exchange exchange = exchange(asked, network.resolver(), names, decided);
    Fraction probability = way.connection().probability();
    return decided.isStillSo(probability)
        ? Optional.of(new Way(connection(exchange, asked, probability), way.decisions()))
        : Optional.empty();
  }

  private Exchange exchange(
      Asked asked, ClusterResolver resolver, KnownWays<Names.Found> names, DecidedWay way) {
    Host host = asked.host();
    RepeatedChance asking = new RepeatedChance(way);
    Names.Found found =
        names
            .find(asking.again())
            .orElseGet(
                () ->
                    names.learn(
                        asking.again(),
                        ways ->
                            new Names(resolver.overlay())
                                .resolve(asked.target(), host.place(), ways)));
    return found.either(
        ip ->
            network
                .fabric()
                .scratchAtAnyTime()
                .exchange(host.attempt(asked.target(), ip), way, network.now()),
        Exchange::unsent);
  }

  private Exchange exchange(Fabric fabric, Asked asked, Names names, Chance ways) {
    Host host = asked.host();
    return names
        .resolve(asked.target(), host.place(), ways)
        .either(
            ip -> fabric.exchange(host.attempt(asked.target(), ip), ways, network.now()),
            Exchange::unsent);
  }

  /** A connection by one way that stays open. */
  OpenConnection open(Asked asked) {
    SeededChance ways = chance.split();
    Host host = asked.host();
    Names.Found found = new Names(network.resolver()).resolve(asked.target(), host.place(), ways);
    Optional<Attempt> attempt =
        found.either(ip -> Optional.of(host.attempt(asked.target(), ip)), none -> Optional.empty());
    Exchange opening =
        found.either(ip -> opening(host.attempt(asked.target(), ip), ways), Exchange::unsent);
    OpenConnection opened =
        new OpenConnection(
            asked,
            remembered(connection(opening, asked, Fraction.ONE)),
            attempt.flatMap(known -> Conversation.of(known, opening)),
            ways.split());
    open.add(opened);
    return opened;
  }

  private Exchange opening(Attempt attempt, Chance ways) {
    return network
        .settling()
        .one(
            ways,
            chosen -> scratch().open(attempt, chosen, network.now()),
            chosen -> network.fabric().open(attempt, chosen, network.now()));
  }

  /** Sends more on an open connection, and tells what becomes of it. */
  Connection send(Conversation conversation, TcpSegment segment, Asked asked, SeededChance ways) {
    Exchange exchange =
        network
            .settling()
            .one(
                ways,
                chosen -> scratch().send(conversation, segment, chosen, network.now()),
                chosen -> network.fabric().send(conversation, segment, chosen, network.now()));
    return remembered(connection(exchange, asked, Fraction.ONE));
  }

  /** Sends more on an open connection that nobody answers. */
  void tell(Conversation conversation, TcpSegment segment, SeededChance ways) {
    network.fabric().tell(conversation, segment, ways, network.now());
  }

  /** The cluster has changed under the connections that are open. */
  void changed() {
    open.removeIf(connection -> !connection.isOpen());
    open.forEach(connection -> connection.changed(network.state()));
  }

  private Fabric scratch() {
    return network.fabric().scratch();
  }

  private Connection connection(Exchange exchange, Asked asked, Fraction probability) {
    return new Connection(asked, exchange, probability, network.inventory());
  }

  private Connection remembered(Connection connection) {
    remember(Connections.of(connection));
    return connection;
  }

  private void remember(Connections connections) {
    if (recent.size() == MOST_RECENT) {
      recent.removeFirst();
    }
    recent.addLast(connections);
  }

  /** What was last asked for, the newest at the end. */
  List<Connections> recent() {
    return ImmutableList.copyOf(recent);
  }
}
