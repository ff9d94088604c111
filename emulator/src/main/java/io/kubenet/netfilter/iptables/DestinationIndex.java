package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.AddressMask;
import io.kubenet.ruleset.iptables.Destination;
import io.kubenet.ruleset.iptables.LimitMatch;
import io.kubenet.ruleset.iptables.Negatable;
import io.kubenet.ruleset.iptables.NthMatch;
import io.kubenet.ruleset.iptables.PortRange;
import io.kubenet.ruleset.iptables.RecentMatch;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.TransportMatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rules that follow one another and each ask for a protocol and a destination port, most for a
 * destination address too: whatever their number, those that can match are looked up.
 */
final class DestinationIndex implements Part {

  /** A protocol and a destination port. */
  private record PortKey(Protocol protocol, int port) {

    @Override
    public int hashCode() {
      return protocol.number() << 16 ^ port;
    }
  }

  /** A protocol, a destination port and a destination address. */
  private record EndKey(IpAddress address, PortKey port) {

    @Override
    public int hashCode() {
      return (Long.hashCode(address.high()) * 31 + Long.hashCode(address.low())) * 31
          + port.hashCode();
    }
  }

  private record Numbered(int number, CompiledRule rule) {}

  private final ImmutableListMultimap<EndKey, Numbered> byEnd;
  private final ImmutableListMultimap<PortKey, Numbered> byPort;

  DestinationIndex(List<RulePlace> places, Function<RulePlace, CompiledRule> compiler) {
    ImmutableListMultimap.Builder<EndKey, Numbered> ends = ImmutableListMultimap.builder();
    ImmutableListMultimap.Builder<PortKey, Numbered> ports = ImmutableListMultimap.builder();
    for (RulePlace place : places) {
      Numbered rule = new Numbered(place.number(), compiler.apply(place));
      PortKey port = port(place.rule()).orElseThrow();
      address(place.rule())
          .ifPresentOrElse(
              address -> ends.put(new EndKey(address, port), rule), () -> ports.put(port, rule));
    }
    this.byEnd = ends.build();
    this.byPort = ports.build();
  }

  /** The rules at the head of these that each ask for a protocol and a destination port. */
  static List<RulePlace> leading(List<RulePlace> places) {
    int count = 0;
    while (count < places.size() && isIndexed(places.get(count).rule())) {
      count++;
    }
    return places.subList(0, count);
  }

  @Override
  public Ending run(Passage passage) {
    Packet packet = passage.packet();
    if (!packet.protocol().hasPorts()) {
      return Ending.NEXT;
    }
    PortKey port = new PortKey(packet.protocol(), packet.destinationPort());
    ImmutableList<Numbered> ofEnd = byEnd.get(new EndKey(packet.destination(), port));
    ImmutableList<Numbered> ofPort = byPort.get(port);
    return run(passage, ofEnd, ofPort);
  }

  /** Looks at the rules of two lists in the order of the chain. */
  private static Ending run(Passage passage, List<Numbered> left, List<Numbered> right) {
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean isLeft =
          r == right.size() || (l < left.size() && left.get(l).number() < right.get(r).number());
      Ending ending = (isLeft ? left.get(l++) : right.get(r++)).rule().run(passage);
      if (ending.isFinal()) {
        return ending;
      }
    }
    return Ending.NEXT;
  }

  /** A rule that counts the packets that it is compared with has to be compared with all. */
  private static boolean isIndexed(Rule rule) {
    return port(rule).isPresent()
        && rule.matches().stream()
            .noneMatch(
                match ->
                    match instanceof NthMatch
                        || match instanceof LimitMatch
                        || match instanceof RecentMatch);
  }

  private static Optional<PortKey> port(Rule rule) {
    return rule.matches().stream()
        .filter(TransportMatch.class::isInstance)
        .map(TransportMatch.class::cast)
        .findFirst()
        .flatMap(
            match ->
                one(match.destinationPorts())
                    .map(port -> new PortKey(match.protocol(), port.first())));
  }

  private static Optional<PortRange> one(Optional<Negatable<PortRange>> ports) {
    return ports.filter(range -> !range.isNegated()).map(Negatable::value).filter(PortRange::isOne);
  }

  private static Optional<IpAddress> address(Rule rule) {
    return rule.matches().stream()
        .filter(Destination.class::isInstance)
        .map(match -> ((Destination) match).addresses())
        .filter(addresses -> !addresses.isNegated() && addresses.value().isHost())
        .map(Negatable::value)
        .map(AddressMask::address)
        .findFirst();
  }
}
