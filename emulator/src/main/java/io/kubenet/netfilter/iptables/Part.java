package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;

/** One rule of a chain, or some that follow one another and are looked at together. */
interface Part {

  /**
   * What becomes of a packet here.
   *
   * @param table where jumps lead: tables share rules
   */
  Ending run(Passage passage, CompiledTable table);
}
