package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import java.util.List;
import java.util.Optional;

/**
 * A chain.
 *
 * @param parts its rules
 */
record CompiledChain(List<Part> parts) {

  /**
   * What the rules decide; empty where they leave it to the chain that jumped here.
   *
   * @param table where jumps lead
   */
  Optional<Judgement> run(Passage passage, CompiledTable table) {
    for (Part part : parts) {
      Ending ending = part.run(passage, table);
      if (ending.isFinal()) {
        return ending.judgement();
      }
    }
    return Optional.empty();
  }
}
