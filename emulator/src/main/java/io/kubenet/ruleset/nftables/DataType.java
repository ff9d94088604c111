package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableBiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The type of a value, by its name in set declarations; it knows the symbols of its numbers. */
public enum DataType {
  IPV4_ADDR,
  IPV6_ADDR,
  INET_PROTO(Symbols.PROTOCOLS),
  INET_SERVICE,
  MARK,
  IFNAME,
  IFACE_INDEX,
  CT_STATE(Symbols.CONNTRACK_STATES),
  CT_STATUS(Symbols.CONNTRACK_STATUSES),
  CT_DIR(Symbols.DIRECTIONS),
  FIB_ADDRTYPE(Symbols.ADDRESS_TYPES),
  /** Whether there is a route; no set is of this type. */
  ROUTE(Symbols.ROUTES),
  TCP_FLAG(Symbols.TCP_FLAGS),
  ICMP_TYPE(Symbols.ICMP_TYPES),
  ICMPV6_TYPE(Symbols.ICMPV6_TYPES),
  ICMP_CODE(Symbols.ICMP_CODES),
  ICMPV6_CODE(Symbols.ICMPV6_CODES),
  /** Codes that stand for one of either family. */
  ICMPX_CODE(Symbols.ICMPX_CODES),
  PKT_TYPE(Symbols.PACKET_TYPES),
  NF_PROTO(Symbols.FAMILIES),
  ETHER_TYPE(Symbols.ETHER_TYPES),
  /** Numbers without symbols. */
  INTEGER;

  private final ImmutableBiMap<String, Long> symbols;

  DataType() {
    this(ImmutableBiMap.of());
  }

  DataType(ImmutableBiMap<String, Long> symbols) {
    this.symbols = symbols;
  }

  static Optional<DataType> of(String keyword) {
    return Stream.of(values()).filter(type -> type.keyword().equals(keyword)).findFirst();
  }

  /** {@code ipv4_addr}, {@code inet_service} and so on. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are sets of flags, so that a match without an operator asks for any of them. */
  public boolean isBitmask() {
    return this == CT_STATE || this == CT_STATUS || this == TCP_FLAG;
  }

  /** How many bits its numbers have; 0 where no prefix of them is ever listed. */
  int bits() {
    return switch (this) {
      case MARK -> 32;
      case INET_SERVICE -> 16;
      default -> 0;
    };
  }

  boolean isAddress() {
    return this == IPV4_ADDR || this == IPV6_ADDR;
  }

  boolean isInterface() {
    return this == IFNAME || this == IFACE_INDEX;
  }

  Optional<Long> numberOf(String symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  Optional<String> symbolOf(long number) {
    return Optional.ofNullable(symbols.inverse().get(number));
  }

  /** The number as a listing shows it: its symbol where it has one. */
  String textOf(long number) {
    if (this == MARK) {
      return String.format("0x%08x", number);
    }
    String symbol = symbols.inverse().get(number);
    return symbol == null || isCode() ? Long.toString(number) : symbol;
  }

  /** Codes have names in nft until 1.0.6, and none in 1.1.3, which knows those of some types. */
  private boolean isCode() {
    return this == ICMP_CODE || this == ICMPV6_CODE;
  }

  String symbolsText() {
    return String.join(", ", symbols.keySet());
  }

  /** Names of numbers, as nft 1.0.6 prints them ({@code nft describe TYPE}). */
  private static final class Symbols {

    static final ImmutableBiMap<String, Long> PROTOCOLS =
        ImmutableBiMap.<String, Long>builder()
            .put("icmp", 1L)
            .put("igmp", 2L)
            .put("ipencap", 4L)
            .put("tcp", 6L)
            .put("udp", 17L)
            .put("dccp", 33L)
            .put("ipv6", 41L)
            .put("gre", 47L)
            .put("esp", 50L)
            .put("ah", 51L)
            .put("ipv6-icmp", 58L)
            .put("ospf", 89L)
            .put("pim", 103L)
            .put("comp", 108L)
            .put("vrrp", 112L)
            .put("l2tp", 115L)
            .put("sctp", 132L)
            .put("udplite", 136L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> CONNTRACK_STATES =
        ImmutableBiMap.of(
            "invalid", 1L, "established", 2L, "related", 4L, "new", 8L, "untracked", 64L);

    static final ImmutableBiMap<String, Long> CONNTRACK_STATUSES =
        ImmutableBiMap.of(
            "expected",
            1L,
            "seen-reply",
            2L,
            "assured",
            4L,
            "confirmed",
            8L,
            "snat",
            16L,
            "dnat",
            32L,
            "dying",
            512L);

    static final ImmutableBiMap<String, Long> DIRECTIONS =
        ImmutableBiMap.of("original", 0L, "reply", 1L);

    static final ImmutableBiMap<String, Long> ADDRESS_TYPES =
        ImmutableBiMap.<String, Long>builder()
            .put("unspec", 0L)
            .put("unicast", 1L)
            .put("local", 2L)
            .put("broadcast", 3L)
            .put("anycast", 4L)
            .put("multicast", 5L)
            .put("blackhole", 6L)
            .put("unreachable", 7L)
            .put("prohibit", 8L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ROUTES =
        ImmutableBiMap.of("missing", 0L, "exists", 1L);

    static final ImmutableBiMap<String, Long> TCP_FLAGS =
        ImmutableBiMap.<String, Long>builder()
            .put("fin", 1L)
            .put("syn", 2L)
            .put("rst", 4L)
            .put("psh", 8L)
            .put("ack", 16L)
            .put("urg", 32L)
            .put("ecn", 64L)
            .put("cwr", 128L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ICMP_TYPES =
        ImmutableBiMap.<String, Long>builder()
            .put("echo-reply", 0L)
            .put("destination-unreachable", 3L)
            .put("source-quench", 4L)
            .put("redirect", 5L)
            .put("echo-request", 8L)
            .put("router-advertisement", 9L)
            .put("router-solicitation", 10L)
            .put("time-exceeded", 11L)
            .put("parameter-problem", 12L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ICMPV6_TYPES =
        ImmutableBiMap.<String, Long>builder()
            .put("destination-unreachable", 1L)
            .put("packet-too-big", 2L)
            .put("time-exceeded", 3L)
            .put("parameter-problem", 4L)
            .put("echo-request", 128L)
            .put("echo-reply", 129L)
            .put("mld-listener-query", 130L)
            .put("mld-listener-report", 131L)
            .put("mld-listener-done", 132L)
            .put("nd-router-solicit", 133L)
            .put("nd-router-advert", 134L)
            .put("nd-neighbor-solicit", 135L)
            .put("nd-neighbor-advert", 136L)
            .put("nd-redirect", 137L)
            .put("mld2-listener-report", 143L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ICMP_CODES =
        ImmutableBiMap.<String, Long>builder()
            .put("net-unreachable", 0L)
            .put("host-unreachable", 1L)
            .put("prot-unreachable", 2L)
            .put("port-unreachable", 3L)
            .put("frag-needed", 4L)
            .put("net-prohibited", 9L)
            .put("host-prohibited", 10L)
            .put("admin-prohibited", 13L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ICMPV6_CODES =
        ImmutableBiMap.<String, Long>builder()
            .put("no-route", 0L)
            .put("admin-prohibited", 1L)
            .put("addr-unreachable", 3L)
            .put("port-unreachable", 4L)
            .put("policy-fail", 5L)
            .put("reject-route", 6L)
            .buildOrThrow();

    static final ImmutableBiMap<String, Long> ICMPX_CODES =
        ImmutableBiMap.of(
            "no-route", 0L, "port-unreachable", 1L, "host-unreachable", 2L, "admin-prohibited", 3L);

    static final ImmutableBiMap<String, Long> PACKET_TYPES =
        ImmutableBiMap.of("host", 0L, "broadcast", 1L, "multicast", 2L, "other", 3L);

    static final ImmutableBiMap<String, Long> ETHER_TYPES =
        ImmutableBiMap.of("ip", 0x0800L, "arp", 0x0806L, "ip6", 0x86ddL, "vlan", 0x8100L);

    static final ImmutableBiMap<String, Long> FAMILIES = ImmutableBiMap.of("ipv4", 2L, "ipv6", 10L);
  }
}
