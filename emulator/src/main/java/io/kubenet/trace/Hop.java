package io.kubenet.trace;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A host that a packet passed, and what happened there.
 *
 * @param host the host: {@code pod shop/client}, {@code node-a}, {@code external 192.168.0.250}
 * @param kind what the host is
 * @param steps what happened, in order
 */
public record Hop(String host, HostKind kind, List<Step> steps) {

  public Hop {
    steps = ImmutableList.copyOf(steps);
  }
}
