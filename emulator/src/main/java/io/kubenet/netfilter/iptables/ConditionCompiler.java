package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.Passage;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.PortRange;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.Comment;
import io.kubenet.ruleset.iptables.match.ConnmarkMatch;
import io.kubenet.ruleset.iptables.match.ConntrackMatch;
import io.kubenet.ruleset.iptables.match.Destination;
import io.kubenet.ruleset.iptables.match.FragmentMatch;
import io.kubenet.ruleset.iptables.match.IcmpMatch;
import io.kubenet.ruleset.iptables.match.IcmpType;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.IprangeMatch;
import io.kubenet.ruleset.iptables.match.IpvsMatch;
import io.kubenet.ruleset.iptables.match.LimitMatch;
import io.kubenet.ruleset.iptables.match.MarkMatch;
import io.kubenet.ruleset.iptables.match.MatchVisitor;
import io.kubenet.ruleset.iptables.match.MultiportMatch;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.NfacctMatch;
import io.kubenet.ruleset.iptables.match.NthMatch;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.ruleset.iptables.match.PhysdevMatch;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.match.SetMatch;
import io.kubenet.ruleset.iptables.match.Source;
import io.kubenet.ruleset.iptables.match.StateMatch;
import io.kubenet.ruleset.iptables.match.TcpFlags;
import io.kubenet.ruleset.iptables.match.TransportMatch;
import io.kubenet.ruleset.iptables.match.UnknownMatch;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiles the conditions of a rule. */
final class ConditionCompiler implements MatchVisitor<Condition> {

  private final RulePlace place;

  ConditionCompiler(RulePlace place) {
    this.place = place;
  }

  @Override
  public Condition visit(Source match) {
    Supplier<MaskedAddresses> addresses = MaskedAddresses.of(match.addresses().value());
    return passage ->
        holds(match.addresses(), mask -> addresses.get().holds(passage, passage.packet().source()));
  }

  @Override
  public Condition visit(Destination match) {
    Supplier<MaskedAddresses> addresses = MaskedAddresses.of(match.addresses().value());
    return passage ->
        holds(
            match.addresses(),
            mask -> addresses.get().holds(passage, passage.packet().destination()));
  }

  /** The rule itself asks for interfaces, behind its other conditions. */
  @Override
  public Condition visit(InInterface match) {
    return Condition.ALWAYS;
  }

  @Override
  public Condition visit(OutInterface match) {
    return Condition.ALWAYS;
  }

  @Override
  public Condition visit(ProtocolMatch match) {
    return passage ->
        holds(
            match.protocol(),
            protocol -> protocol.number() == passage.packet().protocol().number());
  }

  /** Packets are whole: conntrack's defragmentation comes before all rules. */
  @Override
  public Condition visit(FragmentMatch match) {
    return passage -> match.isNegated();
  }

  @Override
  public Condition visit(TransportMatch match) {
    return passage -> {
      Packet packet = passage.packet();
      return packet.protocol() == match.protocol()
          && isSourcePort(match, passage)
          && isPort(match.destinationPorts(), passage, packet.destinationPort())
          && hasFlags(match, passage);
    };
  }

  @Override
  public Condition visit(IcmpMatch match) {
    return passage ->
        passage.packet().protocol() == Protocol.icmpOf(match.family())
            && passage.packet().payload() instanceof IcmpMessage message
            && holds(match.type(), type -> isType(type, passage, message));
  }

  @Override
  public Condition visit(Comment match) {
    return Condition.ALWAYS;
  }

  @Override
  public Condition visit(MarkMatch match) {
    return passage -> holds(match.mark(), mark -> mark.matches(passage.buffer().mark()));
  }

  /** A packet without a connection has no connection mark to compare: it never matches. */
  @Override
  public Condition visit(ConnmarkMatch match) {
    return passage ->
        passage
            .tracking()
            .connection()
            .filter(connection -> holds(match.mark(), mark -> mark.matches(connection.mark())))
            .isPresent();
  }

  @Override
  public Condition visit(ConntrackMatch match) {
    return new ConntrackCondition(match.tests());
  }

  @Override
  public Condition visit(StateMatch match) {
    return passage ->
        match
            .states()
            .holdsWhere(
                match
                    .states()
                    .value()
                    .states()
                    .contains(ConntrackCondition.relation(passage.tracking())));
  }

  @Override
  public Condition visit(AddressTypeMatch match) {
    return new AddressTypeCondition(match);
  }

  @Override
  public Condition visit(RandomMatch match) {
    return new RandomCondition(match);
  }

  @Override
  public Condition visit(NthMatch match) {
    return new NthCondition(match, RuleKeys.of(place));
  }

  @Override
  public Condition visit(MultiportMatch match) {
    return passage -> {
      Packet packet = passage.packet();
      boolean isSource = match.side() != MultiportMatch.Side.DESTINATION;
      boolean isDestination = match.side() != MultiportMatch.Side.SOURCE;
      List<PortRange> ports = match.ports().value();
      return match
          .ports()
          .holdsWhere(
              (isSource && contains(ports, passage, passage.sourcePort()))
                  || (isDestination && contains(ports, passage, packet.destinationPort())));
    };
  }

  @Override
  public Condition visit(LimitMatch match) {
    return new LimitCondition(match, RuleKeys.of(place));
  }

  @Override
  public Condition visit(RecentMatch match) {
    return new RecentCondition(match);
  }

  @Override
  public Condition visit(NfacctMatch match) {
    return Condition.ALWAYS;
  }

  /** The rule itself asks sets, behind its other conditions. */
  @Override
  public Condition visit(SetMatch match) {
    return Condition.ALWAYS;
  }

  @Override
  public Condition visit(IprangeMatch match) {
    return passage ->
        isInRange(match.source(), passage, passage.packet().source())
            && isInRange(match.destination(), passage, passage.packet().destination());
  }

  @Override
  public Condition visit(IpvsMatch match) {
    return new IpvsCondition(match);
  }

  @Override
  public Condition visit(PhysdevMatch match) {
    return passage -> match.isIn().holdsWhere(passage.buffer().isFromBridgePort());
  }

  /** The rule itself knows of its unknown conditions; the others are asked first. */
  @Override
  public Condition visit(UnknownMatch match) {
    return Condition.ALWAYS;
  }

  private interface Test<T> {
    boolean isTrue(T value);
  }

  private static <T> boolean holds(Negatable<T> asked, Test<T> test) {
    return asked.holdsWhere(test.isTrue(asked.value()));
  }

  private static boolean isType(IcmpType asked, Passage passage, IcmpMessage message) {
    boolean isMatch = asked.matches(message.type(), message.code());
    if (passage.likeness().isWatched() && !message.isError()) {
      passage
          .likeness()
          .keepIcmp(
              message.type() << 8 | message.code(),
              IntervalSet.where(
                  1 << 16, other -> asked.matches(other >> 8, other & 0xff) == isMatch));
    }
    return isMatch;
  }

  private static boolean isSourcePort(TransportMatch match, Passage passage) {
    return match.sourcePorts().isEmpty()
        || isPort(match.sourcePorts(), passage, passage.sourcePort());
  }

  private static boolean isPort(Optional<Negatable<PortRange>> asked, Passage passage, int port) {
    return asked.isEmpty()
        || holds(asked.get(), range -> contains(ImmutableList.of(range), passage, port));
  }

  private static boolean hasFlags(TransportMatch match, Passage passage) {
    return match.flags().isEmpty()
        || (passage.packet().payload() instanceof TcpSegment segment
            && holds(match.flags().get(), flags -> areSet(flags, passage, segment)));
  }

  private static boolean areSet(TcpFlags asked, Passage passage, TcpSegment segment) {
    boolean isMatch = asked.matches(segment.flags());
    if (passage.likeness().isWatched()) {
      passage
          .likeness()
          .keepFlags(
              segment.flags(), IntervalSet.where(64, other -> asked.matches(other) == isMatch));
    }
    return isMatch;
  }

  private static boolean isInRange(
      Optional<Negatable<AddressRange>> asked, Passage passage, IpAddress address) {
    return asked.isEmpty() || holds(asked.get(), range -> isInRange(range, passage, address));
  }

  private static boolean isInRange(AddressRange range, Passage passage, IpAddress address) {
    if (range.first().family() == address.family()) {
      passage.likeness().askedWhether(address, IntervalSet.range(range.first(), range.last()));
    }
    return range.contains(address);
  }

  private static boolean contains(List<PortRange> ports, Passage passage, int port) {
    if (passage.likeness().isWatched()) {
      passage
          .likeness()
          .askedWhether(
              port,
              IntervalSet.union(
                  ports.stream()
                      .map(range -> IntervalSet.range(range.first(), range.last()))
                      .toList()));
    }
    return ports.stream().anyMatch(range -> range.contains(port));
  }
}
