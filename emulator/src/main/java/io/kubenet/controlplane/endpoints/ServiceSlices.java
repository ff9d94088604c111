package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice;
import java.util.List;

/**
 * What a sync of a Service gives.
 *
 * @param slices its slices, in place of those that it had
 * @param memory what is remembered of its hints
 * @param events what was said about them
 */
public record ServiceSlices(
    List<EndpointSlice> slices, HintMemory memory, List<TopologyEvent> events) {

  public ServiceSlices {
    slices = ImmutableList.copyOf(slices);
    events = ImmutableList.copyOf(events);
  }
}
