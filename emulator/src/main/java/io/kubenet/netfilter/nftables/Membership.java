package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Passage;

/** A set, compiled: whether a key is in it. */
interface Membership {

  boolean contains(Passage passage, Object key);

  /** Whether a key is in it was asked: says what keys are answered alike. */
  void asked(Passage passage, Source source, Object key);
}
