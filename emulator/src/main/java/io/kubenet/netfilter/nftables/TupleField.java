package io.kubenet.netfilter.nftables;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Tuple;
import io.kubenet.ruleset.nftables.Field;
import java.util.Optional;

/** Reads the ends of connections as conntrack knows them (nft_ct_get_eval, Linux 6.18). */
final class TupleField {

  private TupleField() {}

  static Optional<Object> read(Field field, Connection connection) {
    Tuple original = connection.original();
    Tuple reply = connection.reply();
    return switch (field) {
      case CT_PROTOCOL -> Optional.of((long) original.protocol().number());
      case CT_ORIGINAL_IP_SADDR -> address(original.source(), IpFamily.IPV4);
      case CT_ORIGINAL_IP_DADDR -> address(original.destination(), IpFamily.IPV4);
      case CT_ORIGINAL_IP6_SADDR -> address(original.source(), IpFamily.IPV6);
      case CT_ORIGINAL_IP6_DADDR -> address(original.destination(), IpFamily.IPV6);
      case CT_ORIGINAL_PROTO_SRC -> Optional.of((long) original.sourcePort());
      case CT_ORIGINAL_PROTO_DST -> Optional.of((long) original.destinationPort());
      case CT_REPLY_IP_SADDR -> address(reply.source(), IpFamily.IPV4);
      case CT_REPLY_IP_DADDR -> address(reply.destination(), IpFamily.IPV4);
      case CT_REPLY_IP6_SADDR -> address(reply.source(), IpFamily.IPV6);
      case CT_REPLY_IP6_DADDR -> address(reply.destination(), IpFamily.IPV6);
      case CT_REPLY_PROTO_SRC -> Optional.of((long) reply.sourcePort());
      case CT_REPLY_PROTO_DST -> Optional.of((long) reply.destinationPort());
      default -> throw new IllegalArgumentException(field.text() + " is no end of a connection");
    };
  }

  private static Optional<Object> address(IpAddress address, IpFamily family) {
    return Optional.<Object>of(address).filter(any -> address.family() == family);
  }
}
