package io.kubenet.policy;

/** How a connection fits the conditions of a rule. */
public enum Fit {
  /** A peer and a port match. */
  MATCH,
  /** A port matches, no peer does. */
  OTHER_PEER,
  /** A peer matches, no port does. */
  OTHER_PORT,
  /** Neither a peer nor a port matches. */
  OTHER_PEER_AND_PORT;

  static Fit of(boolean peerMatches, boolean portMatches) {
    if (peerMatches) {
      return portMatches ? MATCH : OTHER_PORT;
    }
    return portMatches ? OTHER_PEER : OTHER_PEER_AND_PORT;
  }
}
