package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Passage;

/** One rule of a chain, or some that follow one another and are looked at together. */
interface Part {

  Ending run(Passage passage);
}
