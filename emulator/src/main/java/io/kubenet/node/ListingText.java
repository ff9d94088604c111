package io.kubenet.node;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import io.kubenet.manifest.TextSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people copy from a terminal, as iptables-save would print it: prompts are passed over, what
 * {@code iptables -S} printed is set into its tables, and what {@code iptables -L} printed is
 * refused. Lines keep their numbers: what shares one is parted by a form feed.
 */
final class ListingText {

  private static final Pattern PROMPT =
      Pattern.compile(
          "[^-*:#].*[#$>%]\\s+(?:sudo\\s+)?(?:ip6?tables|nft|ipset|ipvsadm|ip)\\b.*"
              + "|[#$>%]\\s+(?:sudo\\s+)?(?:ip6?tables|nft|ipset|ipvsadm|ip)\\b.*");

  /** As the head of a chain in {@code iptables -L}. */
  private static final Pattern TABLE_FOR_PEOPLE =
      Pattern.compile("Chain \\S+ \\((?:policy \\S+.*|\\d+ references)\\)");

  private static final Pattern POLICY = Pattern.compile("-P (\\S+) (\\S+)(?: -c \\d+ \\d+)?");

  private static final Pattern NEW_CHAIN = Pattern.compile("-N (\\S+)");
  private static final Pattern RULE = Pattern.compile("-A \\S+.*");
  private static final Pattern COUNTERS = Pattern.compile(" -c \\d+ \\d+(?= |$)");

  /** The tables by the chains that the kernel calls; nat had no INPUT before Linux 2.6.36. */
  private static final Map<Set<String>, String> TABLES =
      ImmutableMap.of(
          chains("FORWARD INPUT OUTPUT"), "filter",
          chains("INPUT OUTPUT POSTROUTING PREROUTING"), "nat",
          chains("OUTPUT POSTROUTING PREROUTING"), "nat",
          chains("FORWARD INPUT OUTPUT POSTROUTING PREROUTING"), "mangle",
          chains("OUTPUT PREROUTING"), "raw");

  private final TextSource source;
  private final List<String> lines;

  private ListingText(TextSource source) {
    this.source = source;
    this.lines = new ArrayList<>(Splitter.onPattern("\r?\n").splitToList(source.text()));
  }

  private static Set<String> chains(String names) {
    return new TreeSet<>(Splitter.on(' ').splitToList(names));
  }

  /**
   * The text as iptables-save would print it; a text that is nothing of the kind as it is.
   *
   * @throws IllegalArgumentException if it was printed for people, or without what is needed; names
   *     its line
   */
  static TextSource of(TextSource source) {
    ListingText text = new ListingText(source);
    text.passOverPrompts();
    text.refuseTablesForPeople();
    text.setIntoTables();
    return new TextSource(source.name(), String.join("\n", text.lines));
  }

  private void passOverPrompts() {
    lines.replaceAll(line -> PROMPT.matcher(line.strip()).matches() ? "" : line);
  }

  private void refuseTablesForPeople() {
    for (int i = 0; i < lines.size(); i++) {
      if (TABLE_FOR_PEOPLE.matcher(lines.get(i).strip()).matches()) {
        throw at(
            i,
            "this is what iptables -L prints, which leaves out what rules ask for; give what"
                + " iptables-save prints, or iptables -S of each table");
      }
    }
  }

  private IllegalArgumentException at(int index, String message) {
    return new IllegalArgumentException(source.name() + ":" + (index + 1) + ": " + message);
  }

  private void setIntoTables() {
    int next = 0;
    while (next < lines.size()) {
      String line = lines.get(next).strip();
      if (line.startsWith("*")) {
        next = endOfTable(next);
      } else if (POLICY.matcher(line).matches()) {
        next = setIntoTable(next);
      } else if (NEW_CHAIN.matcher(line).matches()) {
        throw at(
            next,
            "nothing says which table chain "
                + line.substring(3)
                + " is in; give what iptables-save prints, or iptables -S of the whole table");
      } else {
        next++;
      }
    }
  }

  private int endOfTable(int start) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).strip().equals("COMMIT")) {
      end++;
    }
    return end;
  }

  /** Sets one table's lines; gives the line behind it. */
  private int setIntoTable(int start) {
    Set<String> builtin = new TreeSet<>();
    int last = start;
    int at = start;
    boolean isHead = true;
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      Matcher policy = POLICY.matcher(line);
      if (policy.matches()) {
        if (!isHead) {
          break;
        }
        builtin.add(policy.group(1));
        lines.set(at, ":" + policy.group(1) + " " + policy.group(2) + " [0:0]");
        last = at;
      } else if (NEW_CHAIN.matcher(line).matches()) {
        isHead = false;
        lines.set(at, ":" + line.substring(3) + " - [0:0]");
        last = at;
      } else if (RULE.matcher(line).matches()) {
        isHead = false;
        lines.set(at, COUNTERS.matcher(line).replaceFirst(""));
        last = at;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        break;
      }
      at++;
    }
    String table = TABLES.get(builtin);
    if (table == null) {
      throw at(
          start,
          "no table has the chains "
              + String.join(", ", builtin)
              + " alone; give what iptables-save prints, or iptables -S of the whole table");
    }
    lines.set(start, "*" + table + "\f" + lines.get(start));
    lines.set(last, lines.get(last) + "\fCOMMIT");
    return at;
  }
}
