package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An ipset that holds the packet's parts: {@code -m set --match-set NAME src,dst}.
 *
 * @param set the set's name
 * @param dimensions whose address or port each part of an entry is compared with
 */
public record SetMatch(Negatable<String> set, List<Side> dimensions) implements Match {

  public SetMatch {
    dimensions = ImmutableList.copyOf(dimensions);
  }

  @Override
  public String text() {
    return "-m set "
        + set.map(Quoted::word).text("--match-set")
        + " "
        + dimensions.stream()
            .map(side -> side == Side.SOURCE ? "src" : "dst")
            .collect(joining(","));
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
