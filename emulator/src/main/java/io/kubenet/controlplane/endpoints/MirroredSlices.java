package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the EndpointSlice mirroring controller makes of Endpoints objects (reconciler.go, v1.36).
 */
public final class MirroredSlices {

  /** How many endpoints a slice has at most (maxEndpointsPerSubset). */
  private static final int MOST = 1000;

  private MirroredSlices() {}

  /** The copies of an Endpoints object: one for each family and set of ports. */
  public static List<EndpointSlice> of(Endpoints endpoints) {
    if (!endpoints.isMirrored()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<EndpointSlice> slices = ImmutableList.builder();
    for (Endpoints.Subset subset : endpoints.repacked()) {
      for (IpFamily family : IpFamily.values()) {
        List<Endpoint> ofFamily =
            subset.endpoints().stream()
                .filter(endpoint -> endpoint.addresses().get(0).family() == family)
                .limit(MOST)
                .toList();
        if (!ofFamily.isEmpty()) {
          String origin = family + "/" + subset.ports();
          slices.add(
              slice(
                  endpoints.name(),
                  origin,
                  family,
                  new Endpoints.Subset(subset.ports(), ofFamily)));
        }
      }
    }
    return slices.build();
  }

  /**
   * The copies of a Service's slices: of the Endpoints object that the endpoints controller made
   * from the same Pods, and which knows less: no terminating Pods, no zones.
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
    List<Endpoint> endpoints =
        slice.endpoints().stream()
            .filter(endpoint -> !endpoint.isTerminating())
            .map(MirroredSlices::mirrored)
            .collect(ImmutableList.toImmutableList());
    return slice(
        service,
        slice.name().toString(),
        slice.family(),
        new Endpoints.Subset(slice.ports(), endpoints));
  }

  private static EndpointSlice slice(
      ObjectName service, String origin, IpFamily family, Endpoints.Subset subset) {
    String suffix = GeneratedName.suffix(service + "/" + origin + "/mirrored");
    return new EndpointSlice(
        new ObjectName(service.namespace(), service.name() + "-" + suffix),
        Optional.of(service),
        family,
        subset.ports(),
        subset.endpoints());
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
