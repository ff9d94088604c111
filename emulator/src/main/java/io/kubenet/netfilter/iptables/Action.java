package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;

/** The target of a rule, compiled. */
interface Action {

  Ending apply(Passage passage);
}
