package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;
import java.util.List;

/**
 * A chain.
 *
 * @param parts its rules
 */
record CompiledChain(List<Part> parts) {

  /**
   * How the rules leave a packet: the chain that jumped here goes on, or it is decided.
   *
   * @param table where jumps lead
   */
  Ending run(Passage passage, CompiledTable table) {
    for (int i = 0; i < parts.size(); i++) {
      Ending ending = parts.get(i).run(passage, table);
      if (ending.isFinal()) {
        return ending.ofChain();
      }
    }
    return Ending.NEXT;
  }
}
