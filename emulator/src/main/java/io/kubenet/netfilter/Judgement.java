package io.kubenet.netfilter;

import io.kubenet.trace.Cause;
import io.kubenet.trace.RuleRef;
import java.util.Optional;

/** What became of a packet at a hook. */
public sealed interface Judgement {

  /** It goes on. */
  enum Accepted implements Judgement {
    ACCEPTED
  }

  /**
   * ip_vs has translated it, and sends it on as if the host itself had made it: it is routed anew,
   * and passes OUTPUT and POSTROUTING.
   */
  enum SentOn implements Judgement {
    SENT_ON
  }

  /**
   * It is dropped without a word.
   *
   * @param cause why: a rule, the policy of a chain, or the kernel of itself
   */
  record Dropped(Cause cause) implements Judgement {

    static Dropped by(RuleRef rule) {
      return new Dropped(new Cause.ByRule(rule));
    }

    /** The rule, or the policy of a chain, that did it; empty where the kernel did it of itself. */
    public Optional<RuleRef> rule() {
      return cause.rule();
    }
  }

  /**
   * It is dropped, and its sender is told.
   *
   * @param rule the rule that did it
   * @param with what the sender is sent, as the rule says it: {@code icmp-port-unreachable}
   * @param reply what the host now sends, through its OUTPUT hook; empty where the kernel sends
   *     nothing: a RST is not answered, nor is an ICMP error
   */
  record Rejected(RuleRef rule, String with, Optional<SocketBuffer> reply) implements Judgement {}

  /**
   * Its way hangs on something that is not modelled.
   *
   * @param rule the rule that holds it
   * @param unknown the condition or target, as the rule says it
   */
  record Undecided(RuleRef rule, String unknown) implements Judgement {}

  default boolean isAccepted() {
    return this == Accepted.ACCEPTED;
  }
}
