package io.kubenet.netfilter.nftables;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Chain;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A chain; its rules are compiled when a packet first comes to them. */
final class CompiledChain {

  private final Supplier<List<CompiledRule>> rules;

  CompiledChain(Chain chain, CompiledTable table) {
    this.rules = Suppliers.memoize(() -> compile(chain, table));
  }

  private static List<CompiledRule> compile(Chain chain, CompiledTable table) {
    ImmutableList.Builder<CompiledRule> rules = ImmutableList.builder();
    for (int i = 0; i < chain.rules().size(); i++) {
      rules.add(
          CompiledRule.of(
              new RulePlace(table.name(), chain.name(), i + 1, chain.rules().get(i)), table));
    }
    return rules.build();
  }

  /** What the rules decide; empty where they leave it to the chain that jumped here. */
  Optional<Judgement> run(Passage passage) {
    for (CompiledRule rule : rules.get()) {
      Progress progress = rule.run(passage);
      if (progress.next() == Progress.Next.CALLER) {
        return progress.judgement();
      }
    }
    return Optional.empty();
  }
}
