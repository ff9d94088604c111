package io.kubenet.ruleset.iptables.match;

/** A condition of a rule: {@code -d 10.0.0.1/32}, or a module's: {@code -m mark --mark 0x1}. */
public sealed interface Match
    permits Source,
        Destination,
        InInterface,
        OutInterface,
        ProtocolMatch,
        FragmentMatch,
        TransportMatch,
        IcmpMatch,
        Comment,
        MarkMatch,
        ConnmarkMatch,
        ConntrackMatch,
        StateMatch,
        AddressTypeMatch,
        RandomMatch,
        NthMatch,
        MultiportMatch,
        LimitMatch,
        RecentMatch,
        NfacctMatch,
        SetMatch,
        IprangeMatch,
        IpvsMatch,
        PhysdevMatch,
        UnknownMatch {

  /** The condition as iptables-save prints it. */
  String text();

  /** Whether it says nothing, as {@code -s 0.0.0.0/0}, so that iptables does not keep it. */
  default boolean isAlways() {
    return false;
  }

  /** Calls the visitor's method of this kind of match. */
  <T> T accept(MatchVisitor<T> visitor);
}
