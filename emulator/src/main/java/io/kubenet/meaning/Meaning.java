package io.kubenet.meaning;

import java.util.Optional;

/**
 * What a rule is for.
 *
 * <p>Rules that do the same are equal, whatever was meant by them: a meaning is a remark of the
 * rule's writer, which no listing shows.
 *
 * @param role what it does for the cluster
 * @param about the port of the Service that it does it for; empty where it does so for all
 */
public record Meaning(Role role, Optional<PortOfService> about) {

  /** What nobody said. */
  public static final Meaning UNKNOWN = of(Role.UNKNOWN);

  /** What a rule does for all Services. */
  public static Meaning of(Role role) {
    return new Meaning(role, Optional.empty());
  }

  /** What a rule does for a port of a Service. */
  public static Meaning of(Role role, PortOfService about) {
    return new Meaning(role, Optional.of(about));
  }

  /** Whether anybody said what the rule is for. */
  public boolean isKnown() {
    return role != Role.UNKNOWN;
  }
}
