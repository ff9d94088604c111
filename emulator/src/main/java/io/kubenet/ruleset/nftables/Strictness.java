package io.kubenet.ruleset.nftables;

/** What becomes of a statement that is not modelled. */
enum Strictness {
  /** It is an error. */
  STRICT,
  /** It is kept as text. */
  LENIENT
}
