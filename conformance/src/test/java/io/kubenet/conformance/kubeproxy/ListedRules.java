package io.kubenet.conformance.kubeproxy;

import com.google.common.base.Splitter;
import io.kubenet.kubeproxy.config.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a kernel prints of kube-proxy's rules. What has no order is sorted, as kube-proxy walks
 * Services and a node's addresses at random.
 *
 * @param parts the lines of each chain, set and map, by their names: {@code nat KUBE-SERVICES},
 *     {@code map service-ips}
 */
record ListedRules(SortedMap<String, List<String>> parts) {

  private static final List<String> UNORDERED =
      List.of("KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES", "KUBE-PROXY-FIREWALL");

  private static final Pattern ELEMENTS = Pattern.compile("elements = \\{(.*?)\\}", Pattern.DOTALL);

  static ListedRules of(Mode mode, String listing) {
    return mode == Mode.IPTABLES ? iptables(listing) : nftables(listing);
  }

  /** The chains of kube-proxy, and the rules that lead to them, of what iptables-save prints. */
  private static ListedRules iptables(String save) {
    SortedMap<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : save.lines().toList()) {
      String chain = line.startsWith("-A ") ? line.substring(3, line.indexOf(' ', 3)) : "";
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (line.startsWith(":KUBE-")) {
        chains.put(table + " " + line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.contains("KUBE-") && !chain.isEmpty()) {
        chains.computeIfAbsent(table + " " + chain, name -> new ArrayList<>()).add(line);
      }
    }
    chains.forEach(ListedRules::sort);
    return new ListedRules(chains);
  }

  private static void sort(String chain, List<String> rules) {
    if (UNORDERED.contains(chain.substring(chain.indexOf(' ') + 1))) {
      Comparator<String> lastIsLast =
          Comparator.comparing(r -> r.contains("must be the last rule"));
      rules.sort(lastIsLast.thenComparing(Comparator.naturalOrder()));
    }
  }

  /** The chains, sets and maps of the table that nft lists. */
  private static ListedRules nftables(String listing) {
    SortedMap<String, List<String>> parts = new TreeMap<>();
    String part = "";
    int depth = 0;
    for (String line : sorted(listing).lines().map(String::strip).toList()) {
      if (depth == 1 && line.endsWith("{")) {
        part = line.substring(0, line.length() - 1).strip();
        parts.put(part, new ArrayList<>());
      } else if (depth == 2 && !line.equals("}")) {
        parts.get(part).add(line);
      }
      depth += line.endsWith("{") ? 1 : line.equals("}") ? -1 : 0;
    }
    return new ListedRules(parts);
  }

  private static String sorted(String listing) {
    return ELEMENTS
        .matcher(listing)
        .replaceAll(elements -> Matcher.quoteReplacement("elements = " + sort(elements.group(1))));
  }

  private static String sort(String elements) {
    return Splitter.on(',')
        .splitToStream(elements)
        .map(element -> element.strip().replaceAll("\\s+", " "))
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * Without the names of Services at elements of nftables: kube-proxy leaves an element that means
   * the same as it is, when a port is renamed.
   */
  ListedRules withoutComments() {
    SortedMap<String, List<String>> silent = new TreeMap<>();
    parts.forEach(
        (name, lines) -> silent.put(name, lines.stream().map(ListedRules::mute).toList()));
    return new ListedRules(silent);
  }

  private static String mute(String line) {
    return line.startsWith("elements") ? line.replaceAll(" comment \"[^\"]*\"", "") : line;
  }

  /** Without chains and sets that nothing leads to any more: a later sync deletes them. */
  ListedRules withoutStale() {
    SortedSet<String> reached = new TreeSet<>();
    parts.keySet().stream()
        .filter(part -> !isOfAService(part))
        .forEach(part -> reach(part, reached));
    SortedMap<String, List<String>> alive = new TreeMap<>(parts);
    alive.keySet().retainAll(reached);
    return new ListedRules(alive);
  }

  /** Whether a part is of one port of a Service, and there for as long as that is. */
  private static boolean isOfAService(String part) {
    return part.matches("(nat|filter) KUBE-(SVC|SVL|SEP|EXT|FW)-.*|(chain|set) .*/.*");
  }

  private void reach(String part, SortedSet<String> reached) {
    if (reached.add(part)) {
      String text = String.join("\n", parts.get(part));
      parts.keySet().stream()
          .filter(other -> isOfAService(other) && !reached.contains(other))
          .filter(other -> leadsTo(text, other))
          .toList()
          .forEach(other -> reach(other, reached));
    }
  }

  private static boolean leadsTo(String text, String part) {
    String name = Pattern.quote(part.substring(part.indexOf(' ') + 1));
    return Pattern.compile("(-j |-g |goto |jump |@)" + name + "($|[ ,}\n])").matcher(text).find();
  }

  /** What differs, part by part; empty if nothing does. */
  List<String> differences(ListedRules others) {
    SortedSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(others.parts.keySet());
    return names.stream()
        .filter(name -> !lines(name).equals(others.lines(name)))
        .map(name -> name + difference(lines(name), others.lines(name)))
        .toList();
  }

  private List<String> lines(String part) {
    return parts.getOrDefault(part, List.of("(there is none)"));
  }

  private static String difference(List<String> lines, List<String> others) {
    return lines.stream().map(line -> "\n  is        " + line).collect(Collectors.joining())
        + others.stream().map(line -> "\n  should be " + line).collect(Collectors.joining());
  }
}
