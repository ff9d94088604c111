package io.kubenet.netfilter.iptables;

import io.kubenet.netfilter.Judgement;
import java.util.Optional;

/**
 * How a rule, or several, left a packet.
 *
 * @param isFinal whether the chain ends here
 * @param judgement what was decided; nothing where the chain returns
 */
record Ending(boolean isFinal, Optional<Judgement> judgement) {

  /** The next rule is looked at. */
  static final Ending NEXT = new Ending(false, Optional.empty());

  /** The chain that jumped here goes on. */
  static final Ending RETURN = new Ending(true, Optional.empty());

  static final Ending ACCEPT = new Ending(true, Optional.of(Judgement.Accepted.ACCEPTED));

  /** What this is to the chain that jumped to where it happened. */
  Ending ofChain() {
    return judgement.isPresent() ? this : NEXT;
  }

  /** What this is to a chain that went to another for good. */
  Ending orReturn() {
    return isFinal ? this : RETURN;
  }

  static Ending of(Judgement judgement) {
    return judgement.isAccepted() ? ACCEPT : new Ending(true, Optional.of(judgement));
  }
}
