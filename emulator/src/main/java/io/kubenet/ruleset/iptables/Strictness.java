package io.kubenet.ruleset.iptables;

/** What becomes of a match or target that is not modelled. */
enum Strictness {
  /** It is an error. */
  STRICT,
  /** It is kept as text. */
  LENIENT
}
