package io.kubenet.netfilter.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableListMultimap;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.PortRange;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.Destination;
import io.kubenet.ruleset.iptables.match.LimitMatch;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.NthMatch;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.TransportMatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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

  /** A rule in its place; there are very many, so each is compiled when a packet needs it. */
  private static final class Numbered {

    private final int number;
    private final Supplier<CompiledRule> rule;

    Numbered(RulePlace place, Function<RulePlace, CompiledRule> compiler) {
      this.number = place.number();
      this.rule = Suppliers.memoize(() -> compiler.apply(place));
    }

    Ending run(Passage passage, CompiledTable table) {
      return rule.get().run(passage, table);
    }
  }

  private final ImmutableListMultimap<EndKey, Numbered> byEnd;
  private final ImmutableListMultimap<PortKey, Numbered> byPort;
  private final Supplier<DestinationKeys> keys;

  DestinationIndex(List<RulePlace> places, Function<RulePlace, CompiledRule> compiler) {
    ImmutableListMultimap.Builder<EndKey, Numbered> ends = ImmutableListMultimap.builder();
    ImmutableListMultimap.Builder<PortKey, Numbered> ports = ImmutableListMultimap.builder();
    for (RulePlace place : places) {
      Numbered rule = new Numbered(place, compiler);
      PortKey port = port(place.rule()).orElseThrow();
      address(place.rule())
          .ifPresentOrElse(
              address -> ends.put(new EndKey(address, port), rule), () -> ports.put(port, rule));
    }
    this.byEnd = ends.build();
    this.byPort = ports.build();
    this.keys = Suppliers.memoize(this::keys);
  }

  private DestinationKeys keys() {
    DestinationKeys.Builder all = new DestinationKeys.Builder();
    byEnd.keySet().forEach(key -> all.add(key.address(), key.port().protocol(), key.port().port()));
    byPort.keySet().forEach(key -> all.add(key.protocol(), key.port()));
    return all.build();
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
  public Ending run(Passage passage, CompiledTable table) {
    Packet packet = passage.packet();
    if (!packet.protocol().hasPorts()) {
      return Ending.NEXT;
    }
    if (passage.likeness().isWatched()) {
      keys.get().keepAlike(passage.likeness(), packet);
    }
    PortKey port = new PortKey(packet.protocol(), packet.destinationPort());
    Found found = new Found(byEnd.get(new EndKey(packet.destination(), port)), byPort.get(port));
    return run(found, passage, table);
  }

  private record Found(List<Numbered> left, List<Numbered> right) {}

  /** Looks at the rules of two lists in the order of the chain. */
  private static Ending run(Found found, Passage passage, CompiledTable table) {
    List<Numbered> left = found.left();
    List<Numbered> right = found.right();
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      boolean isLeft =
          r == right.size() || (l < left.size() && left.get(l).number < right.get(r).number);
      Ending ending = (isLeft ? left.get(l++) : right.get(r++)).run(passage, table);
      if (ending.isFinal()) {
        return ending;
      }
    }
    return Ending.NEXT;
  }

  /** A rule that counts the packets that it is compared with has to be compared with all. */
  private static boolean isIndexed(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof NthMatch
          || match instanceof LimitMatch
          || match instanceof RecentMatch) {
        return false;
      }
    }
    return port(rule).isPresent();
  }

  private static Optional<PortKey> port(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof TransportMatch transport) {
        return one(transport.destinationPorts())
            .map(port -> new PortKey(transport.protocol(), port.first()));
      }
    }
    return Optional.empty();
  }

  private static Optional<PortRange> one(Optional<Negatable<PortRange>> ports) {
    return ports.filter(range -> !range.isNegated()).map(Negatable::value).filter(PortRange::isOne);
  }

  private static Optional<IpAddress> address(Rule rule) {
    for (Match match : rule.matches()) {
      if (match instanceof Destination destination && isHost(destination.addresses())) {
        return Optional.of(destination.addresses().value().address());
      }
    }
    return Optional.empty();
  }

  private static boolean isHost(Negatable<AddressMask> addresses) {
    return !addresses.isNegated() && addresses.value().isHost();
  }
}
