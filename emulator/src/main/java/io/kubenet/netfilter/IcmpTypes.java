package io.kubenet.netfilter;

import io.kubenet.net.Protocol;

/** The types of ICMP messages, as conntrack sees them. */
final class IcmpTypes {

  /** Requests of IPv4, each followed by its reply: echo, timestamp, information, address mask. */
  private static final int[] IPV4_PAIRS = {8, 0, 13, 14, 15, 16, 17, 18};

  /** Requests of IPv6, each followed by its reply: echo, node information. */
  private static final int[] IPV6_PAIRS = {128, 129, 139, 140};

  private IcmpTypes() {}

  /** The type that answers a type, or asks for it; the type itself where there is none. */
  static int answerTo(Protocol protocol, int type) {
    int[] pairs = pairs(protocol);
    for (int i = 0; i < pairs.length; i++) {
      if (pairs[i] == type) {
        return pairs[i ^ 1];
      }
    }
    return type;
  }

  /** Whether a message of this type starts a connection. */
  static boolean isRequest(Protocol protocol, int type) {
    int[] pairs = pairs(protocol);
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i] == type) {
        return true;
      }
    }
    return false;
  }

  /** Whether conntrack leaves it alone: neighbour discovery and multicast listeners of IPv6. */
  static boolean isUntracked(Protocol protocol, int type) {
    return protocol == Protocol.ICMPV6 && ((type >= 130 && type <= 137) || type == 143);
  }

  /** Whether all that is asked of two types here is answered alike. */
  static boolean areAlike(Protocol protocol, int one, int two) {
    return isRequest(protocol, one) == isRequest(protocol, two)
        && isUntracked(protocol, one) == isUntracked(protocol, two)
        && (answerTo(protocol, one) == one) == (answerTo(protocol, two) == two);
  }

  private static int[] pairs(Protocol protocol) {
    return protocol == Protocol.ICMP ? IPV4_PAIRS : IPV6_PAIRS;
  }
}
