package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which rules stand at a hook where their target can't: packets come to a user's chain from
 * every hook whose chain leads there (nft_target_validate of nft_compat.c).
 */
final class HookCheck {

  private final Table table;

  /** The built-in chains from which packets come to each chain. */
  private final Map<String, Set<String>> origins = new LinkedHashMap<>();

  HookCheck(Table table) {
    this.table = table;
  }

  Optional<String> fault(Chain chain, Rule rule) {
    TargetPlace place = TargetPlace.of(rule.target());
    return origins(chain).stream()
        .filter(hook -> !place.isReachedFrom(hook))
        .map(hook -> "'" + rule.target().text() + "' can't be reached from " + hook)
        .findFirst();
  }

  private Set<String> origins(Chain chain) {
    if (origins.isEmpty()) {
      table.chains().stream()
          .filter(Chain::isBuiltin)
          .forEach(builtin -> spread(builtin.name(), builtin));
    }
    return origins.getOrDefault(chain.name(), ImmutableSet.of());
  }

  private void spread(String hook, Chain chain) {
    if (!origins.computeIfAbsent(chain.name(), name -> new LinkedHashSet<>()).add(hook)) {
      return;
    }
    for (Rule rule : chain.rules()) {
      JumpDepth.target(rule).flatMap(table::chain).ifPresent(called -> spread(hook, called));
    }
  }
}
