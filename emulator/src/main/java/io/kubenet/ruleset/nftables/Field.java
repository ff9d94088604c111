package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something of a packet, of its connection or of its host that an expression reads. */
public enum Field implements Expression {
  IP_SADDR("ip saddr", DataType.IPV4_ADDR),
  IP_DADDR("ip daddr", DataType.IPV4_ADDR),
  IP_PROTOCOL("ip protocol", DataType.INET_PROTO),
  IP6_SADDR("ip6 saddr", DataType.IPV6_ADDR),
  IP6_DADDR("ip6 daddr", DataType.IPV6_ADDR),
  IP6_NEXTHDR("ip6 nexthdr", DataType.INET_PROTO),
  TH_SPORT("th sport", DataType.INET_SERVICE),
  TH_DPORT("th dport", DataType.INET_SERVICE),
  TCP_SPORT("tcp sport", DataType.INET_SERVICE),
  TCP_DPORT("tcp dport", DataType.INET_SERVICE),
  TCP_FLAGS("tcp flags", DataType.TCP_FLAG),
  UDP_SPORT("udp sport", DataType.INET_SERVICE),
  UDP_DPORT("udp dport", DataType.INET_SERVICE),
  SCTP_SPORT("sctp sport", DataType.INET_SERVICE),
  SCTP_DPORT("sctp dport", DataType.INET_SERVICE),
  ICMP_TYPE("icmp type", DataType.ICMP_TYPE),
  ICMP_CODE("icmp code", DataType.ICMP_CODE),
  ICMPV6_TYPE("icmpv6 type", DataType.ICMPV6_TYPE),
  ICMPV6_CODE("icmpv6 code", DataType.ICMPV6_CODE),
  META_MARK("meta mark", DataType.MARK),
  META_L4PROTO("meta l4proto", DataType.INET_PROTO),
  META_NFPROTO("meta nfproto", DataType.NF_PROTO),
  META_PKTTYPE("meta pkttype", DataType.PKT_TYPE),
  META_PROTOCOL("meta protocol", DataType.ETHER_TYPE),
  /** 32 random bits. */
  META_RANDOM("meta random", DataType.INTEGER),
  IIFNAME("iifname", DataType.IFNAME),
  OIFNAME("oifname", DataType.IFNAME),
  IIF("iif", DataType.IFACE_INDEX),
  OIF("oif", DataType.IFACE_INDEX),
  CT_STATE("ct state", DataType.CT_STATE),
  CT_STATUS("ct status", DataType.CT_STATUS),
  CT_MARK("ct mark", DataType.MARK),
  CT_DIRECTION("ct direction", DataType.CT_DIR),
  CT_L3PROTO("ct l3proto", DataType.NF_PROTO),
  CT_PROTOCOL("ct protocol", DataType.INET_PROTO),
  CT_ORIGINAL_IP_SADDR("ct original ip saddr", DataType.IPV4_ADDR),
  CT_ORIGINAL_IP_DADDR("ct original ip daddr", DataType.IPV4_ADDR),
  CT_ORIGINAL_IP6_SADDR("ct original ip6 saddr", DataType.IPV6_ADDR),
  CT_ORIGINAL_IP6_DADDR("ct original ip6 daddr", DataType.IPV6_ADDR),
  CT_ORIGINAL_PROTO_SRC("ct original proto-src", DataType.INET_SERVICE),
  CT_ORIGINAL_PROTO_DST("ct original proto-dst", DataType.INET_SERVICE),
  CT_REPLY_IP_SADDR("ct reply ip saddr", DataType.IPV4_ADDR),
  CT_REPLY_IP_DADDR("ct reply ip daddr", DataType.IPV4_ADDR),
  CT_REPLY_IP6_SADDR("ct reply ip6 saddr", DataType.IPV6_ADDR),
  CT_REPLY_IP6_DADDR("ct reply ip6 daddr", DataType.IPV6_ADDR),
  CT_REPLY_PROTO_SRC("ct reply proto-src", DataType.INET_SERVICE),
  CT_REPLY_PROTO_DST("ct reply proto-dst", DataType.INET_SERVICE),
  FIB_SADDR_TYPE("fib saddr type", DataType.FIB_ADDRTYPE),
  FIB_DADDR_TYPE("fib daddr type", DataType.FIB_ADDRTYPE),
  /** Whether there is a route back to where a packet came from. */
  FIB_SADDR_OIF("fib saddr oif", DataType.ROUTE),
  FIB_DADDR_OIF("fib daddr oif", DataType.ROUTE),
  FIB_SADDR_IIF_OIF("fib saddr . iif oif", DataType.ROUTE),
  FIB_DADDR_IIF_OIF("fib daddr . iif oif", DataType.ROUTE),
  FIB_SADDR_MARK_IIF_OIF("fib saddr . mark . iif oif", DataType.ROUTE),
  FIB_SADDR_OIFNAME("fib saddr oifname", DataType.IFNAME),
  FIB_DADDR_OIFNAME("fib daddr oifname", DataType.IFNAME),
  FIB_SADDR_IIF_TYPE("fib saddr . iif type", DataType.FIB_ADDRTYPE),
  FIB_DADDR_IIF_TYPE("fib daddr . iif type", DataType.FIB_ADDRTYPE),
  FIB_SADDR_OIF_TYPE("fib saddr . oif type", DataType.FIB_ADDRTYPE),
  FIB_DADDR_OIF_TYPE("fib daddr . oif type", DataType.FIB_ADDRTYPE);

  private final String text;
  private final DataType type;

  Field(String text, DataType type) {
    this.text = text;
    this.type = type;
  }

  static Optional<Field> of(String text) {
    return Stream.of(values()).filter(field -> field.text.equals(text)).findFirst();
  }

  /** The field as a listing shows it: {@code ip saddr}. */
  public String text() {
    return text;
  }

  /** The type of its values. */
  public DataType type() {
    return type;
  }

  @Override
  public List<DataType> types() {
    return ImmutableList.of(type);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.field(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(text);
  }
}
