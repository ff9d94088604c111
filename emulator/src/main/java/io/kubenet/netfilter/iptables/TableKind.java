package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import java.util.Arrays;
import java.util.Locale;

/** The tables of iptables, with the priorities that the kernel gives them. */
enum TableKind {
  RAW(-300),
  MANGLE(-150),
  NAT(-100),
  FILTER(0),
  SECURITY(50);

  private static final int SOURCE_NAT = 100;

  private final int priority;

  TableKind(int priority) {
    this.priority = priority;
  }

  static TableKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no table '" + name + "'; tables: raw, mangle, nat, filter, security"));
  }

  int priority(Hook hook) {
    boolean isSourceNat = this == NAT && (hook == Hook.INPUT || hook == Hook.POSTROUTING);
    return isSourceNat ? SOURCE_NAT : priority;
  }

  BaseChain.Type type() {
    return this == NAT ? BaseChain.Type.NAT : BaseChain.Type.FILTER;
  }
}
