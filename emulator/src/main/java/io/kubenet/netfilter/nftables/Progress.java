package io.kubenet.netfilter.nftables;

import io.kubenet.netfilter.Judgement;
import java.util.Optional;

/**
 * How a statement or a rule left a packet.
 *
 * @param next what is looked at next
 * @param judgement what was decided; nothing where the chain returns or goes on
 */
record Progress(Next next, Optional<Judgement> judgement) {

  /** What is looked at next. */
  enum Next {
    STATEMENT,
    RULE,
    /** The chain ends here. */
    CALLER
  }

  static final Progress NEXT_STATEMENT = new Progress(Next.STATEMENT, Optional.empty());

  /** The rule does not match, or is done. */
  static final Progress NEXT_RULE = new Progress(Next.RULE, Optional.empty());

  /** The chain that jumped here goes on. */
  static final Progress RETURN = new Progress(Next.CALLER, Optional.empty());

  static Progress decided(Judgement judgement) {
    return new Progress(Next.CALLER, Optional.of(judgement));
  }

  static Progress matches(boolean isMatch) {
    return isMatch ? NEXT_STATEMENT : NEXT_RULE;
  }
}
