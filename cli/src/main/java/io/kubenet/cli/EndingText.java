package io.kubenet.cli;

import io.kubenet.Traffic.Ending;
import io.kubenet.Traffic.Receipt;
import io.kubenet.explain.Explanation;

/**
 * How a connection ends, told without what differs from one listing of rules to the next: numbers
 * of rules, and addresses that were allocated.
 *
 * @param ending how it ends
 */
record EndingText(Ending ending) {

  /** {@code shop/api-0:8080}; empty if nobody serves it. */
  String endpoint() {
    return ending.receipt().map(receipt -> receipt.endpoint() + ":" + receipt.port()).orElse("");
  }

  /** All but who serves it. */
  String manner() {
    return ending.outcome().verdict()
        + ending
            .receipt()
            .map(receipt -> ", seen as " + client(receipt))
            .orElseGet(() -> ": " + Explanation.of(ending.outcome()));
  }

  private static String client(Receipt receipt) {
    return receipt.client().equals(Receipt.OWN) ? "itself" : receipt.client();
  }
}
