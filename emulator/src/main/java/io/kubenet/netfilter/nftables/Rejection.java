package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableMap;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.nftables.Reject;
import java.util.Optional;

/**
 * What the sender of a rejected packet is sent.
 *
 * @param ipv4 in IPv4
 * @param ipv6 in IPv6
 */
record Rejection(RejectWith ipv4, RejectWith ipv6) {

  private static final Rejection PORT_UNREACHABLE =
      new Rejection(RejectWith.ICMP_PORT_UNREACHABLE, RejectWith.ICMP6_PORT_UNREACHABLE);

  /** By what follows {@code reject with}; icmpx stands for a code of either family. */
  private static final ImmutableMap<String, Rejection> NAMED =
      ImmutableMap.<String, Rejection>builder()
          .put("tcp reset", same(RejectWith.TCP_RESET))
          .put("icmp net-unreachable", same(RejectWith.ICMP_NET_UNREACHABLE))
          .put("icmp host-unreachable", same(RejectWith.ICMP_HOST_UNREACHABLE))
          .put("icmp prot-unreachable", same(RejectWith.ICMP_PROTO_UNREACHABLE))
          .put("icmp port-unreachable", same(RejectWith.ICMP_PORT_UNREACHABLE))
          .put("icmp net-prohibited", same(RejectWith.ICMP_NET_PROHIBITED))
          .put("icmp host-prohibited", same(RejectWith.ICMP_HOST_PROHIBITED))
          .put("icmp admin-prohibited", same(RejectWith.ICMP_ADMIN_PROHIBITED))
          .put("icmpv6 no-route", same(RejectWith.ICMP6_NO_ROUTE))
          .put("icmpv6 admin-prohibited", same(RejectWith.ICMP6_ADM_PROHIBITED))
          .put("icmpv6 addr-unreachable", same(RejectWith.ICMP6_ADDR_UNREACHABLE))
          .put("icmpv6 port-unreachable", same(RejectWith.ICMP6_PORT_UNREACHABLE))
          .put("icmpv6 policy-fail", same(RejectWith.ICMP6_POLICY_FAIL))
          .put("icmpv6 reject-route", same(RejectWith.ICMP6_REJECT_ROUTE))
          .put("icmpx port-unreachable", PORT_UNREACHABLE)
          .put(
              "icmpx admin-prohibited",
              new Rejection(RejectWith.ICMP_ADMIN_PROHIBITED, RejectWith.ICMP6_ADM_PROHIBITED))
          .put(
              "icmpx no-route",
              new Rejection(RejectWith.ICMP_NET_UNREACHABLE, RejectWith.ICMP6_NO_ROUTE))
          .put(
              "icmpx host-unreachable",
              new Rejection(RejectWith.ICMP_HOST_UNREACHABLE, RejectWith.ICMP6_ADDR_UNREACHABLE))
          .buildOrThrow();

  static Rejection of(Reject reject, RulePlace place) {
    if (reject.with().isEmpty()) {
      return PORT_UNREACHABLE;
    }
    return Optional.ofNullable(NAMED.get(reject.with().get()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    place.reference()
                        + ": reject with '"
                        + reject.with().get()
                        + "' is not modelled"));
  }

  /**
   * What is sent for a packet; nothing where the rule is for others: nft asks for the family of an
   * ICMP error and for TCP without listing it (stmt_evaluate_reject_inet, nft 1.0.6).
   */
  Optional<RejectWith> with(Packet packet) {
    RejectWith with = packet.family() == IpFamily.IPV4 ? ipv4 : ipv6;
    boolean isForIt =
        with == RejectWith.TCP_RESET
            ? packet.protocol() == Protocol.TCP
            : with.isOf(packet.family());
    return Optional.of(with).filter(any -> isForIt);
  }

  private static Rejection same(RejectWith with) {
    return new Rejection(with, with);
  }
}
