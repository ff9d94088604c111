package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An EndpointSlice that somebody wrote by hand, beside those that a controller makes.
 *
 * @param number 1 to 99; its name follows from it
 * @param service the Service that it is of
 * @param endpoints its endpoints
 */
public record EndpointSliceSpec(int number, ServiceSpec service, List<Endpoint> endpoints) {

  /**
   * An endpoint.
   *
   * @param pod whose addresses it has
   * @param state what its conditions say, whatever the pod is like
   */
  public record Endpoint(PodSpec pod, PodSpec.State state) {}

  public EndpointSliceSpec {
    endpoints = ImmutableList.copyOf(endpoints);
  }

  /** {@code svc-1-slice-2}; its family is added, because a slice has one. */
  public String name() {
    return service.name() + "-slice-" + number;
  }
}
