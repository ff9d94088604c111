package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table while it is read: a rule may jump to a chain that is declared behind it. */
final class TableDraft {

  private record Line(int number, String text) {}

  private final String name;
  private final Map<String, Optional<Chain.Policy>> policies = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  TableDraft(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Takes {@code CHAIN POLICY [PACKETS:BYTES]}. */
  void declare(List<String> parts) {
    boolean hasCounters = parts.size() == 3 && parts.get(2).matches("\\[\\d+:\\d+]");
    if (parts.size() != 2 && !hasCounters) {
      throw new IllegalArgumentException(
          "':" + String.join(" ", parts) + "' is not ':CHAIN POLICY [PACKETS:BYTES]'");
    }
    if (policies.put(parts.get(0), policy(parts.get(1))) != null) {
      throw new IllegalArgumentException("chain " + parts.get(0) + " is declared twice");
    }
  }

  void addRule(int number, String line) {
    lines.add(new Line(number, line));
  }

  Table finish(RuleReader reader) {
    Map<String, List<Rule>> rules = new LinkedHashMap<>();
    policies.keySet().forEach(chain -> rules.put(chain, new ArrayList<>()));
    for (Line line : lines) {
      read(line, reader, rules);
    }
    ImmutableList.Builder<Chain> chains = ImmutableList.builder();
    policies.forEach((chain, policy) -> chains.add(new Chain(chain, policy, rules.get(chain))));
    return new Table(name, chains.build());
  }

  private void read(Line line, RuleReader reader, Map<String, List<Rule>> rules) {
    try {
      Tokens tokens = Tokens.of(line.text());
      if (tokens.peek().matches("\\[\\d+:\\d+]")) {
        tokens.next();
      }
      String chain = chain(tokens);
      rules.get(chain).add(reader.read(tokens, ImmutableSet.copyOf(policies.keySet())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "line " + line.number() + ": '" + line.text() + "': " + e.getMessage(), e);
    }
  }

  private String chain(Tokens tokens) {
    String command = tokens.next();
    if (!command.equals("-A") && !command.equals("--append")) {
      throw new IllegalArgumentException("'" + command + "' is not -A");
    }
    String chain = tokens.next();
    if (!policies.containsKey(chain)) {
      throw new IllegalArgumentException("table " + name + " declares no chain '" + chain + "'");
    }
    return chain;
  }

  private static Optional<Chain.Policy> policy(String text) {
    return switch (text) {
      case "-" -> Optional.empty();
      case "ACCEPT" -> Optional.of(Chain.Policy.ACCEPT);
      case "DROP" -> Optional.of(Chain.Policy.DROP);
      default -> throw new IllegalArgumentException("'" + text + "' is no policy");
    };
  }
}
