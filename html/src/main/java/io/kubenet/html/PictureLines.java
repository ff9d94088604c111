package io.kubenet.html;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a picture says of a host: the chains, translations and ends that the packet met there. */
final class PictureLines {

  /**
   * A line.
   *
   * @param text what it says
   * @param tone its colour
   */
  record Line(String text, String tone) {}

  private PictureLines() {}

  static List<Line> of(Hop hop) {
    return hop.steps().stream()
        .flatMap(step -> line(step).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<Line> line(Step step) {
    if (step instanceof Step.Matched matched) {
      return Optional.of(new Line(matched.target() + share(matched.probability()), "step"));
    }
    if (step instanceof Step.Translated translated) {
      return Optional.of(new Line(translation(translated), "nat"));
    }
    if (step instanceof Step.Judged judged) {
      return judged.isAllowed()
          ? Optional.empty()
          : Optional.of(new Line("denied by policy", "bad"));
    }
    return end(step);
  }

  private static Optional<Line> end(Step step) {
    if (step instanceof Step.Dropped || step instanceof Step.Rejected) {
      return Optional.of(new Line(step.verb() + " by " + step.text(), "bad"));
    }
    if (step instanceof Step.Stopped stopped) {
      return Optional.of(new Line(stopped.text(), "bad"));
    }
    return step instanceof Step.Delivered
        ? Optional.of(new Line("delivered", "good"))
        : Optional.empty();
  }

  private static String share(Optional<Fraction> probability) {
    return probability
        .filter(chance -> !chance.equals(Fraction.ONE))
        .map(chance -> String.format(Locale.ROOT, " (%.1f%%)", 100 * chance.doubleValue()))
        .orElse("");
  }

  private static String translation(Step.Translated step) {
    return step.before().destinationEnd().equals(step.after().destinationEnd())
        ? "from " + step.after().sourceEnd()
        : "to " + step.after().destinationEnd();
  }
}
