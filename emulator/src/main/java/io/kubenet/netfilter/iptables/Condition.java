package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;

/** A condition of a rule, compiled. */
interface Condition {

  /** What always holds. */
  Condition ALWAYS = passage -> true;

  boolean holds(Passage passage);
}
