package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Passage;

/** A statement, compiled. */
interface Operation {

  Progress run(Passage passage);
}
