package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.PortRange;

/**
 * Several ports: {@code -m multiport --dports 80,443,8000:8080}.
 *
 * @param side whose ports
 * @param ports the ports, one of which it must be
 */
public record MultiportMatch(Side side, Negatable<ImmutableList<PortRange>> ports)
    implements Match {

  /** Whose port must be one of them. */
  public enum Side {
    SOURCE("--sports"),
    DESTINATION("--dports"),
    EITHER("--ports");

    private final String option;

    Side(String option) {
      this.option = option;
    }
  }

  @Override
  public String text() {
    return "-m multiport "
        + ports
            .map(list -> list.stream().map(PortRange::toString).collect(joining(",")))
            .text(side.option);
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
