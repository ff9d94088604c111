package io.kubenet.ruleset.iptables;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table while it is read: a rule may jump to a chain that is declared behind it. */
final class TableDraft {

  /** XT_EXTENSION_MAXNAMELEN. */
  private static final int NAME_LENGTH = 29;

  private record Line(int number, String text) {

    IllegalArgumentException located(String reason) {
      return new IllegalArgumentException("line " + number + ": '" + text + "': " + reason);
    }
  }

  private record Written(Line line, Rule rule) {}

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
    String chain = parts.get(0);
    checkName(chain);
    if (policies.put(chain, policy(chain, parts.get(1))) != null) {
      throw new IllegalArgumentException("chain " + chain + " is declared twice");
    }
  }

  void addRule(int number, String line) {
    lines.add(new Line(number, line));
  }

  Table finish(RuleReader reader) {
    ListMultimap<String, Written> rules = ArrayListMultimap.create();
    for (Line line : lines) {
      read(line, reader, rules);
    }
    ImmutableList.Builder<Chain> chains = ImmutableList.builder();
    policies.forEach(
        (chain, policy) ->
            chains.add(new Chain(chain, policy, Lists.transform(rules.get(chain), Written::rule))));
    Table table = new Table(name, chains.build());
    new TableCheck(table).fault().ifPresent(fault -> refuse(fault, rules));
    return table;
  }

  private static void refuse(TableCheck.Fault fault, ListMultimap<String, Written> rules) {
    throw rules.get(fault.chain().name()).get(fault.index()).line().located(fault.reason());
  }

  private void read(Line line, RuleReader reader, ListMultimap<String, Written> rules) {
    try {
      Tokens tokens = Tokens.of(line.text());
      if (tokens.peek().matches("\\[\\d+:\\d+]")) {
        tokens.next();
      }
      String chain = chain(tokens);
      rules.put(chain, new Written(line, reader.read(tokens, policies.keySet())));
    } catch (IllegalArgumentException e) {
      throw line.located(e.getMessage());
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

  private static void checkName(String chain) {
    if (!chain.matches("\\S+")) {
      throw new IllegalArgumentException("'" + chain + "' is no name of a chain");
    }
    if (chain.length() >= NAME_LENGTH) {
      throw new IllegalArgumentException(
          "chain name '" + chain + "' is not shorter than " + NAME_LENGTH + " characters");
    }
    if (TargetKind.named(chain).isPresent()) {
      throw new IllegalArgumentException("'" + chain + "' names a target, so no chain");
    }
  }

  /** A user's chain has none, whatever is written of it. */
  private Optional<Chain.Policy> policy(String chain, String text) {
    Optional<Chain.Policy> policy =
        switch (text) {
          case "-" -> Optional.empty();
          case "ACCEPT" -> Optional.of(Chain.Policy.ACCEPT);
          case "DROP" -> Optional.of(Chain.Policy.DROP);
          default -> throw new IllegalArgumentException("'" + text + "' is no policy");
        };
    boolean isBuiltin = BuiltinChains.contains(name, chain);
    if (isBuiltin && policy.isEmpty()) {
      throw new IllegalArgumentException(
          "chain " + chain + " of table " + name + " needs a policy");
    }
    return isBuiltin ? policy : Optional.empty();
  }
}
