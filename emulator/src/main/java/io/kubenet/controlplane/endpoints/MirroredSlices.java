package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
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
      if (!isAccepted(subset.ports())) {
        continue;
      }
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

  /** Whether the API server takes a slice with these ports: no two have one name. */
  private static boolean isAccepted(List<EndpointSlice.Port> ports) {
    return ports.stream().map(EndpointSlice.Port::name).distinct().count() == ports.size();
  }

  /**
   * The copies of a Service's slices: of the Endpoints object that the endpoints controller made
   * from the same Pods, and which knows less: no terminating Pods, none that has none of the ports,
   * no zones.
   *
   * @param service as it was while it had its selector
   * @param slices as they were then
   */
  public static List<EndpointSlice> of(Service service, Collection<EndpointSlice> slices) {
    List<Endpoints.Subset> subsets =
        slices.stream()
            .filter(slice -> slice.family() == service.ipFamilies().get(0))
            .filter(slice -> service.ports().isEmpty() || !slice.ports().isEmpty())
            .map(slice -> new Endpoints.Subset(slice.ports(), mirrored(slice.endpoints())))
            .toList();
    return of(new Endpoints(service.name(), subsets, true));
  }

  private static List<Endpoint> mirrored(List<Endpoint> endpoints) {
    return endpoints.stream()
        .filter(endpoint -> !endpoint.isTerminating())
        .map(MirroredSlices::mirrored)
        .toList();
  }

  private static EndpointSlice slice(
      ObjectName service, String origin, IpFamily family, Endpoints.Subset subset) {
    String name = GeneratedName.name(service.name() + "-", service + "/" + origin + "/mirrored");
    return new EndpointSlice(
        new ObjectName(service.namespace(), name),
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
