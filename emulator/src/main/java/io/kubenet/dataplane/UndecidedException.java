package io.kubenet.dataplane;

import io.kubenet.netfilter.Judgement;

/** An answer hangs on a rule's condition or target that is not modelled. */
public final class UndecidedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UndecidedException(String node, Judgement.Undecided undecided) {
    super(
        node
            + ": the answer hangs on '"
            + undecided.unknown()
            + "', which is not modelled: "
            + undecided.rule().text());
  }
}
