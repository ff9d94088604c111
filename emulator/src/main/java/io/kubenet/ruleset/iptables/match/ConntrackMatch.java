package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.List;

/**
 * What conntrack knows of the packet: {@code -m conntrack --ctstate NEW}.
 *
 * @param tests what is asked, all of which must hold; kept in the order of their listing
 */
public record ConntrackMatch(List<ConntrackTest> tests) implements Match {

  public ConntrackMatch {
    tests = ImmutableList.sortedCopyOf(Comparator.comparing(ConntrackTest::place), tests);
  }

  public static ConntrackMatch states(Negatable<States> states) {
    return new ConntrackMatch(List.of(new ConntrackTest.State(states)));
  }

  @Override
  public String text() {
    return "-m conntrack " + tests.stream().map(ConntrackTest::text).collect(joining(" "));
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
