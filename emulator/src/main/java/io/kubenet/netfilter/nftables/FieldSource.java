package io.kubenet.netfilter.nftables;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Direction;
import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.Tracking;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.nftables.Field;
import java.util.Optional;
import java.util.function.Function;

/** Reads a field of a packet, of its connection or of its host. */
record FieldSource(Field field) implements Source {

  /** The numbers that ports and types with their codes are below. */
  private static final int NUMBERS = 1 << 16;

  private static final int FLAGS = 1 << 6;

  @Override
  public Optional<Object> read(Passage passage) {
    Optional<Object> datum = peek(passage);
    if (passage.likeness().isWatched()) {
      datum.ifPresent(value -> askedWhether(passage, value, Some.one(value)));
    }
    return datum;
  }

  @Override
  public Optional<FieldSource> onlyField() {
    return Optional.of(this);
  }

  @Override
  public Optional<Object> ofField(Object datum) {
    return Optional.of(datum);
  }

  @Override
  public void askedWhether(Passage passage, Object datum, Some some) {
    Likeness likeness = passage.likeness();
    if (!likeness.isWatched()) {
      return;
    }
    if (datum instanceof IpAddress address) {
      likeness.askedWhether(address, some.numbers().get());
    } else if (datum instanceof String name && !isRoute()) {
      boolean isAmong = some.names().test(name);
      likeness.keepInterface(name, other -> some.names().test(other) == isAmong);
    } else if (isRoute()) {
      askedRoute(passage, likeness);
    } else if (datum instanceof Long number) {
      askedNumber(passage, number, some);
    }
  }

  private void askedNumber(Passage passage, long number, Some some) {
    Likeness likeness = passage.likeness();
    switch (field) {
      case TH_SPORT,
          TH_DPORT,
          TCP_SPORT,
          TCP_DPORT,
          UDP_SPORT,
          UDP_DPORT,
          SCTP_SPORT,
          SCTP_DPORT,
          CT_ORIGINAL_PROTO_SRC,
          CT_ORIGINAL_PROTO_DST,
          CT_REPLY_PROTO_SRC,
          CT_REPLY_PROTO_DST ->
          likeness.askedWhether(Math.toIntExact(number), some.numbers().get());
      case TCP_FLAGS -> {
        IntervalSet flags = some.numbers().get();
        boolean isAmong = flags.contains(number);
        likeness.keepFlags(
            Math.toIntExact(number),
            IntervalSet.where(FLAGS, other -> flags.contains(other) == isAmong));
      }
      case ICMP_TYPE, ICMPV6_TYPE -> askedMessage(passage, some, 8);
      case ICMP_CODE, ICMPV6_CODE -> askedMessage(passage, some, 0);
      default -> {
        // the same for all packets that came here
      }
    }
  }

  private static void askedMessage(Passage passage, Some some, int shift) {
    if (passage.packet().payload() instanceof IcmpMessage message && !message.isError()) {
      int own = message.type() << 8 | message.code();
      IntervalSet numbers = some.numbers().get();
      boolean isAmong = numbers.contains(own >> shift & 0xff);
      passage
          .likeness()
          .keepIcmp(
              own,
              IntervalSet.where(
                  NUMBERS, other -> numbers.contains(other >> shift & 0xff) == isAmong));
    }
  }

  /** Whether the value comes of the host's routes. */
  private boolean isRoute() {
    return field == Field.META_PKTTYPE || field.name().startsWith("FIB_");
  }

  private void askedRoute(Passage passage, Likeness likeness) {
    boolean isOfSource = field.name().startsWith("FIB_SADDR");
    passage.askedHostOf(isOfSource ? passage.packet().source() : passage.packet().destination());
    String in = passage.buffer().inInterface().orElse("");
    if (field != Field.META_PKTTYPE && !field.name().endsWith("ADDR_TYPE")) {
      likeness.keepInterface(in, in::equals);
    }
  }

  @Override
  public Optional<Object> peek(Passage passage) {
    Packet packet = passage.packet();
    return switch (field) {
      case IP_SADDR -> address(packet, IpFamily.IPV4, Packet::source);
      case IP_DADDR -> address(packet, IpFamily.IPV4, Packet::destination);
      case IP6_SADDR -> address(packet, IpFamily.IPV6, Packet::source);
      case IP6_DADDR -> address(packet, IpFamily.IPV6, Packet::destination);
      case IP_PROTOCOL -> protocol(packet, IpFamily.IPV4);
      case IP6_NEXTHDR -> protocol(packet, IpFamily.IPV6);
      case META_L4PROTO -> number(packet.protocol().number());
      case META_NFPROTO -> number(packet.family() == IpFamily.IPV4 ? 2 : 10);
      case TH_SPORT -> sourcePort(passage, packet.protocol());
      case TH_DPORT -> anyPort(packet, packet.destinationPort());
      case TCP_SPORT -> sourcePort(passage, Protocol.TCP);
      case TCP_DPORT -> port(packet, Protocol.TCP, packet.destinationPort());
      case UDP_SPORT -> sourcePort(passage, Protocol.UDP);
      case UDP_DPORT -> port(packet, Protocol.UDP, packet.destinationPort());
      case SCTP_SPORT -> sourcePort(passage, Protocol.SCTP);
      case SCTP_DPORT -> port(packet, Protocol.SCTP, packet.destinationPort());
      case TCP_FLAGS -> tcpFlags(packet);
      case ICMP_TYPE -> icmp(packet, Protocol.ICMP, IcmpMessage::type);
      case ICMP_CODE -> icmp(packet, Protocol.ICMP, IcmpMessage::code);
      case ICMPV6_TYPE -> icmp(packet, Protocol.ICMPV6, IcmpMessage::type);
      case ICMPV6_CODE -> icmp(packet, Protocol.ICMPV6, IcmpMessage::code);
      case META_PKTTYPE -> number(packetType(passage.host().typeOf(packet.destination())));
      case META_PROTOCOL -> number(packet.family() == IpFamily.IPV4 ? 0x0800 : 0x86dd);
      case META_RANDOM -> throw new IllegalStateException("random bits are a choice");
      case META_MARK -> number(Integer.toUnsignedLong(passage.buffer().mark()));
      case IIFNAME, IIF -> name(passage.inName());
      case OIFNAME, OIF -> name(passage.outName());
      case CT_STATE -> number(state(passage.tracking()));
      case CT_STATUS -> ofConnection(passage, FieldSource::status);
      case CT_MARK -> ofConnection(passage, known -> Integer.toUnsignedLong(known.mark()));
      case CT_DIRECTION -> ofConnection(passage, any -> direction(passage.tracking()));
      case CT_L3PROTO -> ofConnection(passage, FieldSource::family);
      case CT_PROTOCOL,
          CT_ORIGINAL_IP_SADDR,
          CT_ORIGINAL_IP_DADDR,
          CT_ORIGINAL_IP6_SADDR,
          CT_ORIGINAL_IP6_DADDR,
          CT_ORIGINAL_PROTO_DST,
          CT_REPLY_IP_SADDR,
          CT_REPLY_IP_DADDR,
          CT_REPLY_IP6_SADDR,
          CT_REPLY_IP6_DADDR,
          CT_REPLY_PROTO_SRC ->
          endOfConnection(passage);
      case CT_ORIGINAL_PROTO_SRC, CT_REPLY_PROTO_DST -> portOfClient(passage);
      case FIB_SADDR_OIF, FIB_DADDR_OIF, FIB_SADDR_IIF_OIF, FIB_DADDR_IIF_OIF -> hasRoute(passage);
      case FIB_SADDR_MARK_IIF_OIF -> hasRoute(passage);
      case FIB_SADDR_OIFNAME, FIB_DADDR_OIFNAME -> name(FibRoute.of(field, passage));
      case FIB_SADDR_IIF_TYPE, FIB_DADDR_IIF_TYPE ->
          typeOn(passage, passage.buffer().inInterface());
      case FIB_SADDR_OIF_TYPE, FIB_DADDR_OIF_TYPE ->
          typeOn(passage, passage.buffer().outInterface());
      case FIB_SADDR_TYPE -> number(routeType(passage.host().typeOf(packet.source())));
      case FIB_DADDR_TYPE -> number(routeType(passage.host().typeOf(packet.destination())));
    };
  }

  private Optional<Object> hasRoute(Passage passage) {
    return number(FibRoute.of(field, passage).isPresent() ? 1 : 0);
  }

  private Optional<Object> typeOn(Passage passage, Optional<String> interfaceName) {
    boolean isOfSource = field == Field.FIB_SADDR_IIF_TYPE || field == Field.FIB_SADDR_OIF_TYPE;
    IpAddress address = isOfSource ? passage.packet().source() : passage.packet().destination();
    return number(
        routeType(
            interfaceName
                .map(name -> passage.host().typeOn(address, name))
                .orElseGet(() -> passage.host().typeOf(address))));
  }

  private Optional<Object> endOfConnection(Passage passage) {
    return passage.tracking().connection().flatMap(known -> TupleField.read(field, known));
  }

  private Optional<Object> portOfClient(Passage passage) {
    passage.dependOnMore();
    return endOfConnection(passage);
  }

  private static Optional<Object> number(long number) {
    return Optional.of(number);
  }

  private static Optional<Object> address(
      Packet packet, IpFamily family, Function<Packet, IpAddress> end) {
    return packet.family() == family ? Optional.of(end.apply(packet)) : Optional.empty();
  }

  private static Optional<Object> protocol(Packet packet, IpFamily family) {
    return packet.family() == family ? number(packet.protocol().number()) : Optional.empty();
  }

  private static Optional<Object> sourcePort(Passage passage, Protocol protocol) {
    return protocol.hasPorts() && passage.packet().protocol() == protocol
        ? number(passage.sourcePort())
        : Optional.empty();
  }

  private static Optional<Object> anyPort(Packet packet, int port) {
    return packet.protocol().hasPorts() ? number(port) : Optional.empty();
  }

  private static Optional<Object> port(Packet packet, Protocol protocol, int port) {
    return packet.protocol() == protocol ? number(port) : Optional.empty();
  }

  private static Optional<Object> tcpFlags(Packet packet) {
    return packet.payload() instanceof TcpSegment segment
        ? number(segment.flags())
        : Optional.empty();
  }

  private static Optional<Object> icmp(
      Packet packet, Protocol protocol, Function<IcmpMessage, Integer> part) {
    return packet.protocol() == protocol && packet.payload() instanceof IcmpMessage message
        ? number(part.apply(message))
        : Optional.empty();
  }

  /** A packet without an interface has one without a name (nft_meta_store_ifname, Linux 6.18). */
  private static Optional<Object> name(Optional<String> interfaceName) {
    return Optional.of(interfaceName.orElse(""));
  }

  /** As NF_CT_STATE_BIT. */
  private static long state(Tracking tracking) {
    return switch (tracking.relation()) {
      case INVALID -> 1;
      case ESTABLISHED -> 2;
      case RELATED -> 4;
      case NEW -> 8;
      case UNTRACKED -> 64;
    };
  }

  private static Optional<Object> ofConnection(
      Passage passage, Function<Connection, Object> property) {
    return passage.tracking().connection().map(property);
  }

  private static long family(Connection connection) {
    return connection.original().source().isIpv4() ? 2 : 10;
  }

  /** As PACKET_HOST and so on of if_packet.h. */
  private static long packetType(AddressType destination) {
    return switch (destination) {
      case BROADCAST -> 1;
      case MULTICAST -> 2;
      default -> 0;
    };
  }

  private static long direction(Tracking tracking) {
    return tracking.direction() == Direction.REPLY ? 1 : 0;
  }

  /** As RTN_UNSPEC and so on of rtnetlink.h. */
  private static long routeType(AddressType type) {
    return switch (type) {
      case UNSPEC -> 0;
      case UNICAST -> 1;
      case LOCAL -> 2;
      case BROADCAST -> 3;
      case ANYCAST -> 4;
      case MULTICAST -> 5;
      case BLACKHOLE -> 6;
      case UNREACHABLE -> 7;
      case PROHIBIT -> 8;
    };
  }

  /** As enum ip_conntrack_status. */
  private static long status(Connection connection) {
    return bit(connection, Connection.Status.SEEN_REPLY, 2)
        | bit(connection, Connection.Status.ASSURED, 4)
        | bit(connection, Connection.Status.CONFIRMED, 8)
        | bit(connection, Connection.Status.SNAT, 16)
        | bit(connection, Connection.Status.DNAT, 32)
        | bit(connection, Connection.Status.SNAT_DONE, 128)
        | bit(connection, Connection.Status.DNAT_DONE, 256);
  }

  private static long bit(Connection connection, Connection.Status status, long bit) {
    return connection.is(status) ? bit : 0;
  }
}
