package io.kubenet.netfilter;

import io.kubenet.net.IpFamily;

/**
 * Rules that a hook calls: a table of iptables at one of its built-in chains, or a base chain of
 * nftables. It is all that the kernel knows of a rule language.
 *
 * <p>A hook calls its chains in the order of their priorities, those of equal priority in the order
 * in which they were compiled; conntrack stands at -200 of PREROUTING and OUTPUT. Chains of type
 * NAT are called apart: at -100 of PREROUTING and OUTPUT and at 100 of INPUT and POSTROUTING, in
 * the order of their priorities, for the first packet of a connection alone, and only until one of
 * them has translated it (nf_nat_inet_fn of Linux 6.18).
 */
public interface BaseChain {

  /** Whether packets are judged, or connections translated. */
  enum Type {
    FILTER,
    NAT
  }

  Hook hook();

  /** Whether it is called for packets of this family. */
  boolean judges(IpFamily family);

  /** Its place at the hook; one of a device's own hook stands before all others. */
  long priority();

  Type type();

  /**
   * Judges the packet of a passage. Accepted lets it go on to the next chain of the hook; anything
   * else ends its way.
   */
  Judgement judge(Passage passage);

  /** Whether a rule of its table keeps what packets left behind under a key. */
  boolean keeps(Object key);
}
