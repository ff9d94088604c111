package io.kubenet.explain;

import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * A step in plain words.
 *
 * @param sentence what it means; empty where the step says it itself
 * @param mention the object that it comes from
 */
public record Explanation(String sentence, Optional<ObjectRef> mention) {

  private static final Explanation NONE = new Explanation("", Optional.empty());

  /** Explains a step. */
  public static Explanation of(Step step) {
    if (step instanceof Step.Matched matched) {
      return byRule(matched.rule(), MatchedSentence.of(matched));
    }
    if (step instanceof Step.Marked marked) {
      return byRule(marked.rule(), marked(marked));
    }
    if (step instanceof Step.Translated translated) {
      return translated(translated);
    }
    if (step instanceof Step.Judged judged) {
      return new Explanation("", judged.decision().policies().stream().findFirst());
    }
    return ended(step);
  }

  /** Why a connection ended as it did; the same sentence for rules that mean the same. */
  public static String of(Outcome outcome) {
    return outcome.rule().map(rule -> cause(outcome, rule)).orElseGet(outcome::because);
  }

  private static String cause(Outcome outcome, RuleRef rule) {
    Step end =
        outcome.verdict() == Verdict.REFUSED ? new Step.Rejected(rule, "") : new Step.Dropped(rule);
    return of(end).sentence();
  }

  private static Explanation ended(Step step) {
    if (step instanceof Step.Accepted accepted) {
      return byRule(accepted.rule(), EndSentence.accepted(accepted.rule().meaning().role()));
    }
    if (step instanceof Step.Dropped dropped) {
      return byRule(dropped.rule(), EndSentence.dropped(dropped.rule().meaning().role()));
    }
    if (step instanceof Step.Rejected rejected) {
      return byRule(rejected.rule(), EndSentence.rejected(rejected.rule().meaning().role()));
    }
    return step instanceof Step.Routed routed
        ? new Explanation(RouteSentence.of(routed.route()), Optional.empty())
        : NONE;
  }

  private static Explanation byRule(RuleRef rule, String sentence) {
    return new Explanation(
        sentence, rule.meaning().about().map(port -> new ObjectRef("Service", port.service())));
  }

  private static String marked(Step.Marked marked) {
    return Integer.bitCount(marked.after()) > Integer.bitCount(marked.before())
        ? "marks the packet so that it leaves with the node's address"
        : "takes the mark off: it has done its work";
  }

  private static Explanation translated(Step.Translated step) {
    String sentence = TranslatedSentence.of(step);
    return step.rule()
        .map(rule -> byRule(rule, sentence))
        .orElseGet(() -> new Explanation(sentence, Optional.empty()));
  }

  /** The sentence with the place of what it comes from, where that is known. */
  public String withPlace(Places places) {
    String place =
        mention.flatMap(object -> places.of(object).map(line -> object + " at " + line)).orElse("");
    return sentence.isEmpty() || place.isEmpty() ? sentence + place : sentence + " (" + place + ")";
  }
}
