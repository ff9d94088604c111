package io.kubenet.ruleset.nftables;

import com.google.common.collect.Maps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses tables whose rules go where the kernel lets none go: to chains that are not there, to
 * base chains, deeper than 16 chains, or in a circle (nf_tables_check_loops of Linux 6.18).
 */
final class JumpCheck {

  /** NFT_JUMP_STACK_SIZE. */
  private static final int MOST = 16;

  private final Table table;
  private final Map<String, Chain> chains;
  private final Map<String, NamedSet> sets;
  private final Map<String, Integer> depths = new LinkedHashMap<>();

  JumpCheck(Table table) {
    this.table = table;
    this.chains = Maps.uniqueIndex(table.chains(), Chain::name);
    this.sets = Maps.uniqueIndex(table.sets(), NamedSet::name);
  }

  /**
   * Looks at all chains.
   *
   * @throws IllegalArgumentException if one is refused; the message names it
   */
  void check() {
    chains.values().forEach(this::checkTargets);
    chains.values().stream().filter(chain -> chain.base().isPresent()).forEach(this::checkDepth);
  }

  private void checkTargets(Chain chain) {
    targets(chain)
        .filter(target -> goesTo(target).isEmpty())
        .findFirst()
        .ifPresent(
            target -> {
              throw refused(
                  chain,
                  chains.containsKey(target)
                      ? "chain '" + target + "' is the kernel's to call"
                      : "no chain '" + target + "' in this table");
            });
  }

  private Optional<Chain> goesTo(String target) {
    return Optional.ofNullable(chains.get(target)).filter(chain -> chain.base().isEmpty());
  }

  private void checkDepth(Chain chain) {
    if (depth(chain, 0) > MOST) {
      throw refused(
          chain, "jumps nest deeper than " + MOST + " chains, or come back to where they started");
    }
  }

  private int depth(Chain chain, int level) {
    if (level > MOST) {
      return level;
    }
    Integer known = depths.get(chain.name());
    if (known != null) {
      return known;
    }
    int deepest =
        targets(chain)
            .distinct()
            .mapToInt(target -> 1 + depth(chains.get(target), level + 1))
            .max()
            .orElse(0);
    depths.put(chain.name(), deepest);
    return deepest;
  }

  private Stream<String> targets(Chain chain) {
    return chain.rules().stream()
        .flatMap(rule -> rule.statements().stream())
        .flatMap(this::verdicts)
        .filter(verdict -> verdict.kind().namesChain())
        .map(ChainVerdict::chain);
  }

  private Stream<ChainVerdict> verdicts(Statement statement) {
    if (statement instanceof Statement.Verdict verdict) {
      return Stream.of(verdict.verdict());
    }
    return statement instanceof Statement.VerdictMap map
        ? elements(map.map()).stream()
            .filter(element -> element.data() instanceof Element.Verdict)
            .map(element -> ((Element.Verdict) element.data()).verdict())
        : Stream.empty();
  }

  private List<Element> elements(SetReference map) {
    if (map instanceof SetReference.Anonymous anonymous) {
      return anonymous.elements();
    }
    String name = ((SetReference.Named) map).name();
    return Optional.ofNullable(sets.get(name)).map(NamedSet::elements).orElse(List.of());
  }

  private IllegalArgumentException refused(Chain chain, String reason) {
    return new IllegalArgumentException(
        "table " + table.qualifiedName() + ", chain " + chain.name() + ": " + reason);
  }
}
