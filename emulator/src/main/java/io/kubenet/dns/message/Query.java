package io.kubenet.dns.message;

import io.kubenet.net.IpAddress;

/**
 * A question that a resolver sent, and what came of it.
 *
 * @param question the question
 * @param server the server that it was sent to
 * @param reply what came of it
 */
public record Query(Question question, IpAddress server, Reply reply) {

  public boolean isPositive() {
    return reply instanceof Reply.Answered answered && answered.answer().isPositive();
  }

  public boolean isAnswered(Rcode rcode) {
    return reply instanceof Reply.Answered answered && answered.answer().rcode() == rcode;
  }

  public boolean isFailed() {
    return reply instanceof Reply.Failed;
  }

  /** {@code api.shop.svc.cluster.local. A -> NXDOMAIN}. */
  @Override
  public String toString() {
    return question + " -> " + reply;
  }
}
