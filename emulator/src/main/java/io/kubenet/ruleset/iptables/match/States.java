package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.List;

/**
 * States, one of which a packet must have.
 *
 * @param states the states, in the order of their listing
 */
public record States(ImmutableSet<ConntrackState> states) {

  public States {
    states = Sets.immutableEnumSet(states);
  }

  public static States of(ConntrackState... states) {
    return new States(ImmutableSet.copyOf(List.of(states)));
  }

  /** {@code RELATED,ESTABLISHED}. */
  @Override
  public String toString() {
    return states.stream().map(ConntrackState::name).collect(joining(","));
  }
}
