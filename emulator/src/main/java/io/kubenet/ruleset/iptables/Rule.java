package io.kubenet.ruleset.iptables;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import io.kubenet.ruleset.iptables.match.Comment;
import io.kubenet.ruleset.iptables.match.Destination;
import io.kubenet.ruleset.iptables.match.FragmentMatch;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.Source;
import io.kubenet.ruleset.iptables.target.Target;
import java.util.Comparator;
import java.util.List;

/**
 * A rule: conditions, and what is done where all of them hold.
 *
 * @param matches the conditions; addresses, interfaces and protocol first, in the order in which
 *     iptables-save lists them, then the modules in the rule's own order
 * @param target what is done
 * @param meaning what it is for; no part of the rule as it is listed and obeyed
 */
public record Rule(List<Match> matches, Target target, Meaning meaning) {

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
    matches = isListed(matches) ? ImmutableList.copyOf(matches) : listed(matches);
  }

  /** Most rules are made as they are listed, and there are very many. */
  private static boolean isListed(List<Match> matches) {
    if (!matches.isEmpty() && matches.get(0).isAlways()) {
      return false;
    }
    for (int i = 1; i < matches.size(); i++) {
      int place = place(matches.get(i));
      int before = place(matches.get(i - 1));
      if (before > place
          || (before == place && place < HEADER.size())
          || matches.get(i).isAlways()) {
        return false;
      }
    }
    return true;
  }

  private static ImmutableList<Match> listed(List<Match> matches) {
    ImmutableList<Match> sorted =
        ImmutableList.sortedCopyOf(Comparator.comparing(Rule::place), matches);
    for (int i = 1; i < sorted.size() && place(sorted.get(i)) < HEADER.size(); i++) {
      if (place(sorted.get(i)) == place(sorted.get(i - 1))) {
        throw new IllegalArgumentException(
            "'" + sorted.get(i).text() + "' follows '" + sorted.get(i - 1).text() + "'");
      }
    }
    return sorted.stream()
        .filter(match -> !match.isAlways())
        .collect(ImmutableList.toImmutableList());
  }

  /** A rule of which nobody says what it is for. */
  public Rule(List<Match> matches, Target target) {
    this(matches, target, Meaning.UNKNOWN);
  }

  /** The same rule, meant for something. */
  public Rule withMeaning(Meaning other) {
    return new Rule(matches, target, other);
  }

  /** Whether both do the same, whatever is meant by them. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Rule rule && matches.equals(rule.matches) && target.equals(rule.target);
  }

  @Override
  public int hashCode() {
    return 31 * matches.hashCode() + target.hashCode();
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
    StringBuilder text = new StringBuilder();
    appendTo(text);
    return text.isEmpty() ? "" : text.substring(1);
  }

  /** Adds the text, a space before each part. */
  void appendTo(StringBuilder text) {
    for (Match match : matches) {
      append(text, match.text());
    }
    append(text, target.text());
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(' ').append(part);
    }
  }

  private static int place(Match match) {
    int place = HEADER.indexOf(match.getClass());
    return place < 0 ? HEADER.size() : place;
  }
}
