package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of iptables, and the chains of each that the kernel calls. */
final class BuiltinChains {

  private static final Map<String, List<String>> BY_TABLE =
      ImmutableMap.of(
          "raw", ImmutableList.of("PREROUTING", "OUTPUT"),
          "mangle", ImmutableList.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
          "nat", ImmutableList.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
          "filter", ImmutableList.of("INPUT", "FORWARD", "OUTPUT"),
          "security", ImmutableList.of("INPUT", "FORWARD", "OUTPUT"));

  private BuiltinChains() {}

  static Set<String> tables() {
    return BY_TABLE.keySet();
  }

  static boolean contains(String table, String chain) {
    return BY_TABLE.get(table).contains(chain);
  }
}
