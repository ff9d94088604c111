package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import java.util.List;
import java.util.Optional;

/**
 * What became of the connections of one client to one target.
 *
 * @param from the client: {@code pod/shop/client}
 * @param to the target: {@code api:80}
 * @param perSecond how many requests it sends a second
 * @param intervals what became of connections, from the first instant to the last
 * @param requests what became of its requests
 * @param firstLoss the way of the first connection that can fail, hop by hop; empty if none can
 */
public record FlowTimeline(
    String from,
    String to,
    Fraction perSecond,
    List<FlowInterval> intervals,
    Requests requests,
    Optional<String> firstLoss) {

  public FlowTimeline {
    intervals = ImmutableList.copyOf(intervals);
  }

  /** Whether every connection is answered, whenever it begins. */
  public boolean losesNothing() {
    return intervals.stream().allMatch(interval -> interval.failing().isZero());
  }
}
