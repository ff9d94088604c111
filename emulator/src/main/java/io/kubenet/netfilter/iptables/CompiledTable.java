package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Table;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chains of a table, which jump to one another; compiled when a packet first reaches them. */
final class CompiledTable {

  private final Table table;
  private final CompiledChains compiled;
  private final Map<String, CompiledChain> reached = new ConcurrentHashMap<>();

  CompiledTable(Table table, CompiledChains compiled) {
    this.table = table;
    this.compiled = compiled;
  }

  String name() {
    return table.name();
  }

  /** The chains that hooks call. */
  Stream<Chain> builtins() {
    return Stream.of(Hook.values())
        .filter(hook -> hook != Hook.EGRESS)
        .map(Hook::name)
        .map(table::chain)
        .flatMap(Optional::stream);
  }

  /** How a chain leaves a packet: the one that jumped there goes on, or it is decided. */
  Ending run(String chain, Passage passage) {
    CompiledChain known = reached.get(chain);
    return (known == null ? reached.computeIfAbsent(chain, this::compile) : known)
        .run(passage, this);
  }

  /** Whether it has a rule where that was. */
  boolean has(RuleKey key) {
    return key.table().equals(name())
        && table
            .chain(key.chain())
            .map(Chain::rules)
            .filter(rules -> rules.size() >= key.number())
            .filter(rules -> rules.get(key.number() - 1).text().equals(key.text()))
            .isPresent();
  }

  /** Whether a rule names a list; kube-proxy calls lists as the chains where they are filled. */
  boolean names(RecentKey list) {
    return table.chain(list.name()).filter(chain -> names(chain, list)).isPresent()
        || table.chains().stream().anyMatch(chain -> names(chain, list));
  }

  private static boolean names(Chain chain, RecentKey list) {
    return chain.rules().stream()
        .flatMap(rule -> rule.matches().stream())
        .anyMatch(
            match -> match instanceof RecentMatch recent && recent.name().equals(list.name()));
  }

  private CompiledChain compile(String chain) {
    return compiled.of(table.name(), table.chain(chain).orElseThrow());
  }
}
