package io.kubenet.netfilter.iptables;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.Chain;
import java.util.List;
import java.util.Optional;

/** A chain; its rules are compiled when a packet first comes to them. */
final class CompiledChain {

  private final Supplier<List<Part>> parts;

  CompiledChain(Chain chain, CompiledTable table) {
    this.parts = Suppliers.memoize(() -> new ChainCompiler(chain, table).parts());
  }

  /** What the rules decide; empty where they leave it to the chain that jumped here. */
  Optional<Judgement> run(Passage passage) {
    for (Part part : parts.get()) {
      Ending ending = part.run(passage);
      if (ending.isFinal()) {
        return ending.judgement();
      }
    }
    return Optional.empty();
  }
}
