package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.kubenet.Traffic.Ending;
import io.kubenet.chance.Fraction;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A line for each manner in which a connection can end, with how likely it is. */
final class WayLines {

  private WayLines() {}

  static List<String> of(List<Ending> endings) {
    ImmutableListMultimap<String, EndingText> manners =
        Multimaps.index(endings.stream().map(EndingText::new).toList(), ending -> ending.manner());
    return manners.asMap().entrySet().stream()
        .map(
            manner ->
                (manners.keySet().size() == 1 ? "" : percentage(sum(manner.getValue())) + "  ")
                    + manner.getKey()
                    + endpoints(manner.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private static Fraction sum(Collection<EndingText> endings) {
    return endings.stream().map(WayLines::share).reduce(Fraction.ZERO, Fraction::plus);
  }

  private static Fraction share(EndingText text) {
    return text.ending().probability();
  }

  /** {@code , by shop/api-0:8080 33.33%, shop/api-1:8080 66.67%}. */
  private static String endpoints(Collection<EndingText> endings) {
    boolean isOne = endings.size() == 1;
    return endings.stream()
        .filter(ending -> !ending.endpoint().isEmpty())
        .map(ending -> ending.endpoint() + (isOne ? "" : shareOf(ending)))
        .reduce((some, more) -> some + ", " + more)
        .map(served -> ", by " + served)
        .orElse("");
  }

  private static String shareOf(EndingText ending) {
    return " " + percentage(share(ending)).strip();
  }

  /** {@code 33.33%}, as wide as 100.00%. */
  static String percentage(Fraction probability) {
    return String.format(Locale.ROOT, "%6.2f%%", 100 * probability.doubleValue());
  }
}
