package io.kubenet.html;

import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.Optional;

/** Finds the rule behind a step. */
final class RuleOf {

  private RuleOf() {}

  static Optional<RuleRef> step(Step step) {
    if (step instanceof Step.Matched matched) {
      return Optional.of(matched.rule());
    }
    if (step instanceof Step.Marked marked) {
      return Optional.of(marked.rule());
    }
    return step instanceof Step.Translated translated ? translated.rule() : end(step);
  }

  private static Optional<RuleRef> end(Step step) {
    if (step instanceof Step.Accepted accepted) {
      return Optional.of(accepted.rule());
    }
    if (step instanceof Step.Dropped dropped) {
      return Optional.of(dropped.rule());
    }
    return step instanceof Step.Rejected rejected ? Optional.of(rejected.rule()) : Optional.empty();
  }
}
