package io.kubenet.trace;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A NetworkPolicy that does not allow a connection.
 *
 * @param policy the policy
 * @param direction the direction
 * @param mismatches why each of its rules for the direction does not match, in order; none where it
 *     has no rule
 */
public record PolicyRefusal(
    ObjectRef policy, PolicyDirection direction, List<Mismatch> mismatches) {

  public PolicyRefusal {
    mismatches = ImmutableList.copyOf(mismatches);
  }

  /** What of a rule a connection does not match. */
  public enum Part {
    /** A port matches, no peer does. */
    PEER,
    /** A peer matches, no port does. */
    PORT,
    /** Neither a peer nor a port matches. */
    PEER_AND_PORT
  }

  /**
   * Why a rule does not match.
   *
   * @param part what of it does not
   * @param peers the peers that it is for: {@code pods app=web of its namespace}
   * @param ports the ports that it is for: {@code TCP 80}
   */
  public record Mismatch(Part part, String peers, String ports) {

    /** {@code for pods app=web of its namespace and TCP 80}. */
    @Override
    public String toString() {
      return switch (part) {
        case PEER -> "for " + peers;
        case PORT -> "for " + ports;
        case PEER_AND_PORT -> "for " + peers + " and " + ports;
      };
    }
  }

  /** {@code NetworkPolicy shop/api has ingress[0] for TCP 8080}. */
  @Override
  public String toString() {
    if (mismatches.isEmpty()) {
      return policy + " has no " + direction + " rule";
    }
    return IntStream.range(0, mismatches.size())
        .mapToObj(i -> direction + "[" + i + "] " + mismatches.get(i))
        .collect(Collectors.joining(", ", policy + " has ", ""));
  }
}
