package io.kubenet.netfilter.iptables;

import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.GoTo;
import io.kubenet.ruleset.iptables.Jump;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How deep the jumps of a table nest: the kernel takes 16 (NFT_JUMP_STACK_SIZE), so none that come
 * back to where they started.
 */
final class JumpDepth {

  private static final int MOST = 16;

  private final String table;
  private final Map<String, Chain> chains = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new LinkedHashMap<>();

  JumpDepth(Table table) {
    this.table = table.name();
    table.chains().forEach(chain -> chains.put(chain.name(), chain));
  }

  /**
   * Refuses a chain below which jumps nest too deep.
   *
   * @throws IllegalArgumentException if they do; the message names the chain
   */
  void check(Chain chain) {
    if (depth(chain.name(), 0) > MOST) {
      throw new IllegalArgumentException(
          "table "
              + table
              + ", chain "
              + chain.name()
              + ": jumps nest deeper than "
              + MOST
              + " chains, or come back to where they started");
    }
  }

  /** The chain that a rule goes on to. */
  static Optional<String> target(Rule rule) {
    if (rule.target() instanceof Jump jump) {
      return Optional.of(jump.chain());
    }
    return rule.target() instanceof GoTo go ? Optional.of(go.chain()) : Optional.empty();
  }

  private int depth(String name, int level) {
    if (level > MOST) {
      return level;
    }
    Integer known = depths.get(name);
    if (known != null) {
      return known;
    }
    int deepest = 0;
    for (Rule rule : chains.get(name).rules()) {
      deepest =
          Math.max(deepest, target(rule).map(called -> 1 + depth(called, level + 1)).orElse(0));
    }
    depths.put(name, deepest);
    return deepest;
  }
}
