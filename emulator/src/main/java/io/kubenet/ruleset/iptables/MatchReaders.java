package io.kubenet.ruleset.iptables;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.PortRange;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.AddressTypeMatch;
import io.kubenet.ruleset.iptables.match.AddressTypes;
import io.kubenet.ruleset.iptables.match.Comment;
import io.kubenet.ruleset.iptables.match.ConnmarkMatch;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.IcmpMatch;
import io.kubenet.ruleset.iptables.match.IcmpType;
import io.kubenet.ruleset.iptables.match.IpProtocol;
import io.kubenet.ruleset.iptables.match.IprangeMatch;
import io.kubenet.ruleset.iptables.match.IpvsMatch;
import io.kubenet.ruleset.iptables.match.LimitMatch;
import io.kubenet.ruleset.iptables.match.MarkMatch;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.MultiportMatch;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.NfacctMatch;
import io.kubenet.ruleset.iptables.match.NthMatch;
import io.kubenet.ruleset.iptables.match.PhysdevMatch;
import io.kubenet.ruleset.iptables.match.RandomMatch;
import io.kubenet.ruleset.iptables.match.SetMatch;
import io.kubenet.ruleset.iptables.match.Side;
import io.kubenet.ruleset.iptables.match.StateMatch;
import io.kubenet.ruleset.iptables.match.States;
import io.kubenet.ruleset.iptables.match.TcpFlags;
import io.kubenet.ruleset.iptables.match.TransportMatch;
import java.util.List;
import java.util.Optional;

/** Makes matches of the options that were given to their modules. */
final class MatchReaders {

  private MatchReaders() {}

  static TransportMatch ports(Protocol protocol, Options options) {
    return new TransportMatch(
        protocol,
        options.negatable("--sport", Values::ports),
        options.negatable("--dport", Values::ports),
        Optional.empty());
  }

  static Match tcp(Options options) {
    TransportMatch match = ports(Protocol.TCP, options);
    Optional<Negatable<TcpFlags>> syn =
        options.negatable("--syn").map(words -> words.map(none -> new TcpFlags(23, 2)));
    return options
        .negatable("--tcp-flags")
        .map(words -> words.map(MatchReaders::tcpFlags))
        .or(() -> syn)
        .map(match::withFlags)
        .orElse(match);
  }

  private static TcpFlags tcpFlags(List<String> words) {
    return new TcpFlags(Values.tcpFlags(words.get(0)), Values.tcpFlags(words.get(1)));
  }

  static Match icmp(Options options) {
    String option = options.family() == IpFamily.IPV4 ? "--icmp-type" : "--icmpv6-type";
    return new IcmpMatch(options.family(), options.required(option, MatchReaders::icmpType));
  }

  private static IcmpType icmpType(String text) {
    if (text.equals("any")) {
      return IcmpType.ANY;
    }
    List<String> parts = Splitter.on('/').limit(2).splitToList(text);
    int type = Values.number(parts.get(0), 0, 254);
    return parts.size() == 1
        ? IcmpType.of(type)
        : IcmpType.of(type, Values.number(parts.get(1), 0, 255));
  }

  static Match comment(Options options) {
    return new Comment(options.required("--comment", text -> text).value());
  }

  static Match mark(Options options) {
    return new MarkMatch(options.required("--mark", Values::mark));
  }

  static Match connmark(Options options) {
    return new ConnmarkMatch(options.required("--mark", Values::mark));
  }

  static Match state(Options options) {
    return new StateMatch(options.required("--state", MatchReaders::relations));
  }

  /** The states that are no matter of NAT. */
  private static States relations(String text) {
    States states = states(text);
    if (states.states().contains(ConntrackState.SNAT)
        || states.states().contains(ConntrackState.DNAT)) {
      throw new IllegalArgumentException("'" + text + "' names states that conntrack alone has");
    }
    return states;
  }

  static States states(String text) {
    return new States(Values.constants(ConntrackState.class, text));
  }

  static Match addressType(Options options) {
    options.requireOneOf("--src-type", "--dst-type");
    options.refuseBoth("--limit-iface-in", "--limit-iface-out");
    AddressTypeMatch.Limit outside =
        options.has("--limit-iface-out")
            ? AddressTypeMatch.Limit.OUT_INTERFACE
            : AddressTypeMatch.Limit.NONE;
    return new AddressTypeMatch(
        options.negatable("--src-type", MatchReaders::addressTypes),
        options.negatable("--dst-type", MatchReaders::addressTypes),
        options.has("--limit-iface-in") ? AddressTypeMatch.Limit.IN_INTERFACE : outside);
  }

  private static AddressTypes addressTypes(String text) {
    return new AddressTypes(Values.constants(AddressType.class, text));
  }

  static Match statistic(Options options) {
    String mode = options.required("--mode", text -> text).value();
    return switch (mode) {
      case "random" -> new RandomMatch(options.required("--probability", MatchReaders::threshold));
      case "nth" -> nth(options);
      default -> throw new IllegalArgumentException("statistic has no mode '" + mode + "'");
    };
  }

  private static Match nth(Options options) {
    Negatable<Integer> every = options.required("--every", Values::positive);
    int last = every.value() - 1;
    return new NthMatch(
        every, options.value("--packet", text -> Values.number(text, 0, last)).orElse(0));
  }

  private static long threshold(String text) {
    if (!text.matches("0(\\.\\d{1,40})?|1(\\.0{1,40})?")) {
      throw new IllegalArgumentException("'" + text + "' is no probability");
    }
    return RandomMatch.threshold(text);
  }

  static Match multiport(Options options) {
    List<String> given = options.names();
    if (given.size() != 1) {
      throw new IllegalArgumentException("multiport has one of --sports, --dports and --ports");
    }
    MultiportMatch.Side side =
        switch (given.get(0)) {
          case "--sports" -> MultiportMatch.Side.SOURCE;
          case "--dports" -> MultiportMatch.Side.DESTINATION;
          default -> MultiportMatch.Side.EITHER;
        };
    return new MultiportMatch(side, options.required(given.get(0), MatchReaders::ports));
  }

  /** XT_MULTI_PORTS: a range takes two of the fifteen places. */
  private static ImmutableList<PortRange> ports(String text) {
    ImmutableList<PortRange> ports = Values.portList(text);
    if (ports.stream().mapToInt(range -> range.isOne() ? 1 : 2).sum() > 15) {
      throw new IllegalArgumentException("'" + text + "' has more than 15 ports");
    }
    return ports;
  }

  static Match limit(Options options) {
    LimitMatch rate =
        options.value("--limit", MatchReaders::rate).orElse(LimitMatch.rate(3, "hour"));
    return new LimitMatch(
        rate.period(),
        options
            .value("--limit-burst", text -> Values.number(text, 1, 10_000))
            .map(Long::valueOf)
            .orElse(rate.burst()));
  }

  /** {@code 5/min}, with any start of second, minute, hour and day; a second by default. */
  private static LimitMatch rate(String text) {
    List<String> parts = Splitter.on('/').limit(2).splitToList(text);
    String unit = parts.size() == 1 ? "second" : parts.get(1);
    String known =
        LimitMatch.UNITS.keySet().stream()
            .filter(name -> !unit.isEmpty() && longName(name).startsWith(unit))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no rate"));
    return LimitMatch.rate(Values.number(parts.get(0), 1, 10_000), known);
  }

  private static String longName(String unit) {
    return unit.equals("sec") ? "second" : unit.equals("min") ? "minute" : unit;
  }

  static Match nfacct(Options options) {
    return new NfacctMatch(options.required("--nfacct-name", text -> text).value());
  }

  static Match set(Options options) {
    Negatable<List<String>> words =
        options
            .negatable("--match-set")
            .orElseThrow(() -> new IllegalArgumentException("set has no --match-set"));
    return new SetMatch(
        words.map(list -> list.get(0)), Values.list(words.value().get(1), MatchReaders::side));
  }

  static Match ipvs(Options options) {
    return new IpvsMatch(
        options.negatable("--vproto", MatchReaders::protocolNumber),
        options.negatable("--vaddr", text -> AddressMask.of(address(text))),
        options.negatable("--vport", text -> Values.number(text, 0, 65535)));
  }

  private static Integer protocolNumber(String text) {
    return IpProtocol.named(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a protocol"))
        .number();
  }

  private static Cidr address(String text) {
    return text.contains("/") ? Cidr.of(text) : Cidr.host(IpAddress.of(text));
  }

  static Match physdev(Options options) {
    return new PhysdevMatch(
        options
            .negatable("--physdev-is-in")
            .orElseThrow(() -> new IllegalArgumentException("physdev asks nothing"))
            .map(words -> ""));
  }

  private static Side side(String text) {
    return switch (text) {
      case "src" -> Side.SOURCE;
      case "dst" -> Side.DESTINATION;
      default -> throw new IllegalArgumentException("'" + text + "' is neither src nor dst");
    };
  }

  static Match iprange(Options options) {
    options.requireOneOf("--src-range", "--dst-range");
    return new IprangeMatch(
        options.negatable("--src-range", text -> Values.addressRange(text, options.family())),
        options.negatable("--dst-range", text -> Values.addressRange(text, options.family())));
  }
}
