package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * The endpoints of a Service after its EndpointSlices have changed.
 *
 * @param at the instant
 * @param service the Service: {@code shop/api}
 * @param endpoints its endpoints
 */
public record SliceChange(Duration at, String service, List<Condition> endpoints) {

  /**
   * The conditions of an endpoint.
   *
   * @param pod the pod, or the address of what is none
   * @param isReady whether it is ready
   * @param isServing whether it serves
   * @param isTerminating whether it terminates
   */
  public record Condition(String pod, boolean isReady, boolean isServing, boolean isTerminating) {}

  public SliceChange {
    endpoints = ImmutableList.copyOf(endpoints);
  }
}
