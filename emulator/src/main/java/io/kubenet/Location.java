package io.kubenet;

import java.util.Optional;

/**
 * Where in a cluster something is.
 *
 * @param node its node; empty outside of the cluster
 * @param zone its node's zone; empty without one
 */
public record Location(Optional<String> node, Optional<String> zone) {

  static final Location OUTSIDE = new Location(Optional.empty(), Optional.empty());
}
