package io.kubenet.ruleset.iptables.target;

/** What a rule does with a packet: {@code -j ACCEPT}. */
public sealed interface Target
    permits NoTarget,
        Decision,
        Jump,
        GoTo,
        Reject,
        Log,
        SetMark,
        SetConnmark,
        SaveMark,
        RestoreMark,
        Dnat,
        Snat,
        Masquerade,
        Redirect,
        NoTrack,
        UnknownTarget {

  /** The target as iptables-save prints it; empty for none. */
  String text();

  /** Calls the visitor's method of this kind of target. */
  <T> T accept(TargetVisitor<T> visitor);
}
