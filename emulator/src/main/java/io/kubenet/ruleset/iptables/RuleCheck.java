package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableSet;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.IcmpMatch;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.IpProtocol;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.MultiportMatch;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.TransportMatch;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.Masquerade;
import io.kubenet.ruleset.iptables.target.Redirect;
import io.kubenet.ruleset.iptables.target.Reject;
import io.kubenet.ruleset.iptables.target.Snat;
import io.kubenet.ruleset.iptables.target.Target;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells which rules iptables-restore refuses for what they say themselves. */
final class RuleCheck {

  /** The chains that packets come to before it is known where they leave. */
  private static final Set<String> WITHOUT_OUT_INTERFACE = ImmutableSet.of("PREROUTING", "INPUT");

  private static final Set<String> WITHOUT_IN_INTERFACE = ImmutableSet.of("OUTPUT", "POSTROUTING");

  private static final Set<Integer> MULTIPORT = ImmutableSet.of(6, 17, 33, 132, 136);

  /** portok of libxt_NAT.c, which lets ICMP have ports. */
  private static final Set<Integer> TRANSLATED_PORTS = ImmutableSet.of(1, 6, 17, 33, 132);

  private final String table;

  RuleCheck(String table) {
    this.table = table;
  }

  /** Why a rule of a chain is refused. */
  Optional<String> fault(Chain chain, Rule rule) {
    return Stream.concat(
            rule.matches().stream().flatMap(match -> ofMatch(match, chain, rule).stream()),
            ofTarget(rule).stream())
        .findFirst();
  }

  private static Optional<String> ofMatch(Match match, Chain chain, Rule rule) {
    if (chain.isBuiltin() && interfaceless(match).contains(chain.name())) {
      return Optional.of("'" + match.text() + "' can't be asked at " + chain.name());
    }
    if (match instanceof TransportMatch transport) {
      return needs(transport.protocol(), match, rule);
    }
    if (match instanceof IcmpMatch icmp) {
      return needs(Protocol.icmpOf(icmp.family()), match, rule);
    }
    boolean isMultiport = match instanceof MultiportMatch;
    return isMultiport && onlyProtocol(rule).filter(MULTIPORT::contains).isEmpty()
        ? Optional.of("multiport needs -p tcp, udp, udplite, sctp or dccp")
        : Optional.empty();
  }

  /** The chains where packets don't have the interface that a match asks about. */
  private static Set<String> interfaceless(Match match) {
    if (match instanceof InInterface || asksOn(match, AddressTypeMatch.Limit.IN_INTERFACE)) {
      return WITHOUT_IN_INTERFACE;
    }
    return match instanceof OutInterface || asksOn(match, AddressTypeMatch.Limit.OUT_INTERFACE)
        ? WITHOUT_OUT_INTERFACE
        : ImmutableSet.of();
  }

  private static boolean asksOn(Match match, AddressTypeMatch.Limit limit) {
    return match instanceof AddressTypeMatch types && types.limit() == limit;
  }

  private static Optional<String> needs(Protocol protocol, Match match, Rule rule) {
    return onlyProtocol(rule).filter(number -> number == protocol.number()).isPresent()
        ? Optional.empty()
        : Optional.of("'" + match.text() + "' needs -p " + IpProtocol.of(protocol));
  }

  /** The protocol that a rule asks for, not one that it excludes. */
  private static Optional<Integer> onlyProtocol(Rule rule) {
    return protocol(rule).filter(asked -> !asked.isNegated()).map(asked -> asked.value().number());
  }

  private static Optional<Negatable<IpProtocol>> protocol(Rule rule) {
    return rule.matches().stream()
        .filter(ProtocolMatch.class::isInstance)
        .map(match -> ((ProtocolMatch) match).protocol())
        .findFirst();
  }

  private Optional<String> ofTarget(Rule rule) {
    TargetPlace place = TargetPlace.of(rule.target());
    if (!place.isIn(table)) {
      return Optional.of("'" + rule.target().text() + "' is for table " + place.table() + " alone");
    }
    if (table.equals("nat") && rule.target() == Decision.DROP) {
      return Optional.of("table nat is not for filtering: it has no DROP");
    }
    return rule.target() instanceof Reject reject ? ofReject(reject, rule) : ofPorts(rule);
  }

  private static Optional<String> ofReject(Reject reject, Rule rule) {
    boolean isTcp = onlyProtocol(rule).filter(number -> number == 6).isPresent();
    return reject.with() == RejectWith.TCP_RESET && !isTcp
        ? Optional.of("tcp-reset needs -p tcp")
        : Optional.empty();
  }

  private static Optional<String> ofPorts(Rule rule) {
    boolean hasPorts = range(rule.target()).flatMap(NatRange::ports).isPresent();
    return hasPorts
            && protocol(rule)
                .filter(asked -> TRANSLATED_PORTS.contains(asked.value().number()))
                .isEmpty()
        ? Optional.of("ports need -p tcp, udp, sctp or dccp")
        : Optional.empty();
  }

  private static Optional<NatRange> range(Target target) {
    if (target instanceof Dnat dnat) {
      return Optional.of(dnat.range());
    }
    if (target instanceof Snat snat) {
      return Optional.of(snat.range());
    }
    if (target instanceof Masquerade masquerade) {
      return Optional.of(masquerade.range());
    }
    return target instanceof Redirect redirect ? Optional.of(redirect.range()) : Optional.empty();
  }
}
