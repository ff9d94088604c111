package io.kubenet.explain;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Step;

/** What a translation of addresses means. */
final class TranslatedSentence {

  private TranslatedSentence() {}

  static String of(Step.Translated step) {
    if (step.rule().isEmpty()) {
      return "conntrack translates back what the request's way translated";
    }
    if (!step.before().destinationEnd().equals(step.after().destinationEnd())) {
      return "the destination becomes " + step.after().destinationEnd();
    }
    IpAddress before = step.before().source();
    IpAddress after = step.after().source();
    return before.equals(after)
        ? "keeps the address, with a source port that is free on this node"
        : "the client's address is lost here: %s becomes %s".formatted(before, after);
  }
}
