package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the EndpointSlice mirroring controller makes of a Service's Endpoints object, which the
 * endpoints controller made from the same Pods and which knows less: no terminating Pods, no zones.
 */
public final class MirroredSlices {

  private MirroredSlices() {}

  /**
   * The copies of a Service's slices.
   *
   * @param slices as they were while the Service had its selector
   */
  public static List<EndpointSlice> of(ObjectName service, Collection<EndpointSlice> slices) {
    return slices.stream()
        .findFirst()
        .map(EndpointSlice::family)
        .map(
            family ->
                slices.stream()
                    .filter(slice -> slice.family() == family && !slice.endpoints().isEmpty())
                    .map(slice -> mirrored(service, slice))
                    .collect(ImmutableList.toImmutableList()))
        .orElse(ImmutableList.of());
  }

  private static EndpointSlice mirrored(ObjectName service, EndpointSlice slice) {
    String suffix = GeneratedName.suffix(slice.name() + "/mirrored");
    return new EndpointSlice(
        new ObjectName(service.namespace(), service.name() + "-" + suffix),
        Optional.of(service),
        slice.family(),
        slice.ports(),
        slice.endpoints().stream()
            .filter(endpoint -> !endpoint.isTerminating())
            .map(MirroredSlices::mirrored)
            .collect(ImmutableList.toImmutableList()));
  }

  private static Endpoint mirrored(Endpoint endpoint) {
    return new Endpoint(
        endpoint.addresses(),
        endpoint.isReady(),
        endpoint.isReady(),
        false,
        endpoint.hostname(),
        endpoint.nodeName(),
        Optional.empty(),
        ImmutableList.of(),
        ImmutableList.of(),
        endpoint.pod());
  }
}
