package io.kubenet.ruleset.iptables;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule: conditions, and what is done where all of them hold.
 *
 * @param matches the conditions; addresses, interfaces and protocol first, in the order in which
 *     iptables-save lists them, then the modules in the rule's own order
 * @param target what is done
 */
public record Rule(List<Match> matches, Target target) {

  /** The conditions that belong to no module, in the order of their listing. */
  private static final List<Class<? extends Match>> HEADER =
      ImmutableList.of(
          Source.class,
          Destination.class,
          InInterface.class,
          OutInterface.class,
          ProtocolMatch.class,
          FragmentMatch.class);

  public Rule {
    matches = ImmutableList.sortedCopyOf(Comparator.comparing(Rule::place), matches);
    for (int i = 1; i < matches.size() && place(matches.get(i)) < HEADER.size(); i++) {
      if (place(matches.get(i)) == place(matches.get(i - 1))) {
        throw new IllegalArgumentException(
            "'" + matches.get(i).text() + "' follows '" + matches.get(i - 1).text() + "'");
      }
    }
  }

  /** Starts a rule. */
  public static RuleBuilder builder() {
    return new RuleBuilder();
  }

  /** Its comments, one behind the other; empty where it has none. */
  public String comment() {
    return matches.stream()
        .filter(Comment.class::isInstance)
        .map(match -> ((Comment) match).comment())
        .collect(joining(" "));
  }

  /** The rule as iptables-save prints it behind {@code -A CHAIN}. */
  public String text() {
    return Stream.concat(matches.stream().map(Match::text), Stream.of(target.text()))
        .filter(part -> !part.isEmpty())
        .collect(joining(" "));
  }

  private static int place(Match match) {
    int place = HEADER.indexOf(match.getClass());
    return place < 0 ? HEADER.size() : place;
  }
}
