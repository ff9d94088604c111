package io.kubenet.netfilter;

/** Something that a hook does with a packet: conntrack, NAT, or a chain of rules. */
interface Stage {

  Judgement judge(Passage passage);
}
