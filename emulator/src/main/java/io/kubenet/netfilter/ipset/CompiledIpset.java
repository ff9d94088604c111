package io.kubenet.netfilter.ipset;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.AddressSet;
import io.kubenet.netfilter.Passage;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.ipset.IpsetEntry;
import io.kubenet.ruleset.ipset.IpsetPart;
import io.kubenet.ruleset.iptables.match.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A set, with its entries by their exact parts. An entry whose block is the smallest decides: it is
 * in the set, or said not to be ({@code nomatch}).
 */
public final class CompiledIpset implements AddressSet {

  /** What stands in a key where entries have blocks of addresses. */
  private static final String ANY = "any";

  private static final List<String> MODELLED = ImmutableList.of("ip", "port", "net");

  /**
   * Entries that are alike but for their blocks.
   *
   * @param blocks the blocks, by the place of their part
   * @param isNomatch whether what is in them is not in the set
   */
  private record Blocks(Map<Integer, Cidr> blocks, boolean isNomatch) {

    int length() {
      return blocks.values().stream().mapToInt(Cidr::prefixLength).sum();
    }
  }

  private final Ipset set;
  private final boolean isModelled;
  private final Map<List<Object>, List<Blocks>> entries = new LinkedHashMap<>();

  private final Supplier<List<List<IntervalSet>>> partsOfEntries =
      Suppliers.memoize(this::partsOfEntries);

  private CompiledIpset(Ipset set) {
    this.set = set;
    this.isModelled =
        MODELLED.containsAll(set.type().dimensions())
            && set.entries().stream().allMatch(CompiledIpset::isModelled);
  }

  /** Looks an entry up by its parts; a timeout would take it out again. */
  private static boolean isModelled(IpsetEntry entry) {
    return !entry.options().contains("timeout")
        && entry.parts().stream().noneMatch(IpsetPart.Word.class::isInstance);
  }

  /** Of each dimension, what entries have there. */
  private List<List<IntervalSet>> partsOfEntries() {
    ImmutableList.Builder<List<IntervalSet>> parts = ImmutableList.builder();
    for (int i = 0; i < set.type().dimensions().size(); i++) {
      int place = i;
      parts.add(
          set.entries().stream()
              .map(entry -> numbers(entry.parts().get(place)))
              .distinct()
              .collect(ImmutableList.toImmutableList()));
    }
    return parts.build();
  }

  private static IntervalSet numbers(IpsetPart part) {
    if (part instanceof IpsetPart.Block block) {
      return IntervalSet.of(block.cidr());
    }
    return part instanceof IpsetPart.Port port ? IntervalSet.of(port.port()) : IntervalSet.NONE;
  }

  /** A set that can be asked. */
  public static CompiledIpset of(Ipset set) {
    CompiledIpset compiled = new CompiledIpset(set);
    if (compiled.isModelled) {
      set.entries().forEach(compiled::enter);
      compiled.entries.replaceAll((key, blocks) -> sorted(blocks));
    }
    return compiled;
  }

  private static List<Blocks> sorted(List<Blocks> blocks) {
    return ImmutableList.sortedCopyOf(Comparator.comparing(Blocks::length).reversed(), blocks);
  }

  private void enter(IpsetEntry entry) {
    ImmutableList.Builder<Object> key = ImmutableList.builder();
    Map<Integer, Cidr> blocks = new LinkedHashMap<>();
    for (int i = 0; i < entry.parts().size(); i++) {
      IpsetPart part = entry.parts().get(i);
      if (part instanceof IpsetPart.Block block && isNet(i)) {
        blocks.put(i, block.cidr());
        key.add(ANY);
      } else if (part instanceof IpsetPart.Block block) {
        key.add(block.cidr().address());
      } else {
        key.add(part);
      }
    }
    entries
        .computeIfAbsent(key.build(), same -> new ArrayList<>())
        .add(new Blocks(blocks, entry.isNomatch()));
  }

  private boolean isNet(int part) {
    return set.type().dimensions().get(part).equals("net");
  }

  @Override
  public Optional<Boolean> holds(Passage passage, List<Side> sides) {
    if (!isModelled || sides.size() != set.type().dimensions().size()) {
      return Optional.empty();
    }
    Packet packet = passage.packet();
    if (passage.likeness().isWatched()) {
      asked(passage.likeness(), packet, sides);
    }
    Optional<List<Object>> key = key(packet, sides);
    return Optional.of(
        key.flatMap(known -> Optional.ofNullable(entries.get(known)))
            .map(blocks -> isIn(blocks, packet, sides))
            .orElse(false));
  }

  /** Packets whose parts are in the same parts of entries find the same. */
  private void asked(Likeness likeness, Packet packet, List<Side> sides) {
    for (int i = 0; i < sides.size(); i++) {
      List<IntervalSet> values = partsOfEntries.get().get(i);
      if (!set.type().dimensions().get(i).equals("port")) {
        IpAddress asked = address(packet, sides.get(i));
        values.stream()
            .filter(one -> one.contains(asked))
            .forEach(one -> likeness.askedWhether(asked, one));
        IntervalSet others =
            IntervalSet.union(values.stream().filter(one -> !one.contains(asked)).toList());
        likeness.askedWhether(asked, others);
      } else if (packet.payload() instanceof IcmpMessage message && !message.isError()) {
        int own = message.type() << 8 | message.code();
        likeness.keepIcmp(own, IntervalSet.of(own));
      } else {
        int asked = number(packet, sides.get(i));
        IntervalSet all = IntervalSet.union(values);
        likeness.askedWhether(asked, all.contains(asked) ? IntervalSet.of(asked) : all);
      }
    }
  }

  /** The exact parts of a packet; empty where it has no such part. */
  private Optional<List<Object>> key(Packet packet, List<Side> sides) {
    ImmutableList.Builder<Object> key = ImmutableList.builder();
    for (int i = 0; i < sides.size(); i++) {
      Optional<Object> part = part(i, packet, sides.get(i));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      key.add(part.get());
    }
    return Optional.of(key.build());
  }

  private Optional<Object> part(int place, Packet packet, Side side) {
    return switch (set.type().dimensions().get(place)) {
      case "ip" -> Optional.of(address(packet, side));
      case "net" -> Optional.of(ANY);
      default -> port(packet, side);
    };
  }

  private static IpAddress address(Packet packet, Side side) {
    return side == Side.SOURCE ? packet.source() : packet.destination();
  }

  /** Sets of ports alone ask TCP and UDP alone (ip_set_get_ip_port). */
  private Optional<Object> port(Packet packet, Side side) {
    Protocol protocol = packet.protocol();
    boolean isAlone = set.type().method().equals("bitmap");
    if (isAlone && protocol != Protocol.TCP && protocol != Protocol.UDP) {
      return Optional.empty();
    }
    return Optional.of(
        new IpsetPart.Port(
            isAlone ? Optional.empty() : Optional.of(name(protocol)), number(packet, side)));
  }

  private static String name(Protocol protocol) {
    return protocol == Protocol.ICMPV6 ? "icmpv6" : protocol.lowerCase();
  }

  /** An ICMP message has its type and code in place of ports (ip_set_get_ip4_port). */
  private static int number(Packet packet, Side side) {
    if (packet.payload() instanceof IcmpMessage message) {
      return (message.type() << 8) | message.code();
    }
    return side == Side.SOURCE ? packet.sourcePort() : packet.destinationPort();
  }

  private static boolean isIn(List<Blocks> all, Packet packet, List<Side> sides) {
    return all.stream()
        .filter(
            one ->
                one.blocks().entrySet().stream()
                    .allMatch(
                        block ->
                            block.getValue().contains(address(packet, sides.get(block.getKey())))))
        .findFirst()
        .filter(found -> !found.isNomatch())
        .isPresent();
  }
}
