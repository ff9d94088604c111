package io.kubenet.ruleset.iptables;

import io.kubenet.ruleset.iptables.target.GoTo;
import io.kubenet.ruleset.iptables.target.Jump;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How deep the jumps of a table nest: the kernel takes 16 (NFT_JUMP_STACK_SIZE), so none that come
 * back to where they started.
 */
final class JumpDepth {

  private static final int MOST = 16;

  private final Map<String, Chain> chains = new LinkedHashMap<>();
  private final Map<String, Integer> depths = new LinkedHashMap<>();

  JumpDepth(Table table) {
    table.chains().forEach(chain -> chains.put(chain.name(), chain));
  }

  /** What is wrong with a rule of a built-in chain below which jumps nest too deep. */
  Optional<String> fault(Rule rule) {
    return target(rule)
        .filter(called -> 1 + depth(called, 1) > MOST)
        .map(
            called ->
                "jumps nest deeper than " + MOST + " chains, or come back to where they started");
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
