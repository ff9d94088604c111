package io.kubenet.kubeproxy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of a listing of iptables-save, in a form that listings can be compared by. */
final class ListedRules {

  /**
   * kube-proxy walks Services and a node's addresses in random order, so the order of rules means
   * nothing in these, but that those to node ports come last.
   */
  private static final ImmutableSet<String> UNORDERED =
      ImmutableSet.of(
          "KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL");

  private ListedRules() {}

  /** By table and chain; of built-in chains those that lead to kube-proxy's. */
  static Map<String, List<String>> of(String listing) {
    Map<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : Splitter.on('\n').split(listing)) {
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (line.startsWith(":KUBE-")) {
        chains.put(table + " " + chain(line), List.of());
      } else if (line.startsWith("-A ") && line.contains("KUBE-")) {
        chains.merge(table + " " + chain(line.substring(3)), List.of(line), ListedRules::joined);
      }
    }
    chains.replaceAll(ListedRules::canonical);
    return chains;
  }

  private static String chain(String line) {
    return Splitter.on(' ').split(line).iterator().next().replace(":", "");
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> canonical(String chain, List<String> rules) {
    if (!UNORDERED.contains(chain.substring(chain.indexOf(' ') + 1))) {
      return rules;
    }
    Predicate<String> isLast = rule -> rule.contains("must be the last rule");
    return Stream.concat(
            rules.stream().filter(isLast.negate()).sorted(), rules.stream().filter(isLast).sorted())
        .toList();
  }
}
