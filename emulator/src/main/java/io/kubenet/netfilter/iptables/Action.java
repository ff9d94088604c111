package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;

/** The target of a rule, compiled. */
interface Action {

  /**
   * What becomes of a packet that the rule's conditions hold for.
   *
   * @param table where jumps lead: tables share rules
   */
  Ending apply(Passage passage, CompiledTable table);
}
