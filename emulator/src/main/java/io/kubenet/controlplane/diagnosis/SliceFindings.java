package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is wrong with a Service whose EndpointSlices somebody else writes: it has no selector. */
final class SliceFindings {

  private final Service service;
  private final Collection<EndpointSlice> slices;

  SliceFindings(ClusterState cluster, Service service) {
    this.service = service;
    this.slices = cluster.slicesOf(service.name());
  }

  List<Raw> find() {
    if (slices.stream().noneMatch(SliceFindings::hasReady)) {
      return ImmutableList.of(
          Raw.error(
              slices.isEmpty() ? FindingKind.NO_ENDPOINT_SLICE : FindingKind.NO_READY_ENDPOINT,
              "spec.selector",
              problem(),
              slices.isEmpty()
                  ? "add a selector, or an EndpointSlice with this label"
                  : "see why: who writes the EndpointSlice says there what is ready"));
    }
    return service.isHeadless()
        ? ImmutableList.of()
        : IntStream.range(0, service.ports().size())
            .mapToObj(i -> unmet(i, service.ports().get(i)))
            .flatMap(Optional::stream)
            .collect(ImmutableList.toImmutableList());
  }

  private String problem() {
    if (slices.isEmpty()) {
      return "has no selector, and no EndpointSlice is labelled kubernetes.io/service-name="
          + service.name().name();
    }
    List<String> addresses =
        slices.stream()
            .flatMap(slice -> slice.endpoints().stream())
            .flatMap(endpoint -> endpoint.addresses().stream())
            .map(Object::toString)
            .distinct()
            .collect(ImmutableList.toImmutableList());
    String written =
        (slices.size() == 1 ? "EndpointSlice " : "EndpointSlices ") + Enumeration.of(names(slices));
    return switch (addresses.size()) {
      case 0 -> written + (slices.size() == 1 ? " has" : " have") + " no endpoints";
      case 1 -> "the only endpoint of " + written + ", " + addresses.get(0) + ", is not ready";
      default -> "no endpoint of " + written + " is ready: " + Enumeration.of(addresses);
    };
  }

  /** kube-proxy joins ports of Services and of slices by name and protocol, and not by number. */
  private Optional<Raw> unmet(int index, ServicePort port) {
    List<EndpointSlice> ready =
        slices.stream().filter(SliceFindings::hasReady).collect(ImmutableList.toImmutableList());
    boolean isMet =
        ready.stream()
            .flatMap(slice -> slice.ports().stream())
            .anyMatch(p -> p.name().equals(port.name()) && p.protocol() == port.protocol());
    return isMet
        ? Optional.empty()
        : Optional.of(
            Raw.error(
                FindingKind.SLICE_PORT_NAME,
                "spec.ports[" + index + "]",
                "no EndpointSlice of it has a port named %s for %s; %s"
                    .formatted(
                        quoted(port.name()),
                        port.protocol(),
                        Enumeration.of(
                            ready.stream()
                                .map(SliceFindings::withPorts)
                                .collect(ImmutableList.toImmutableList()))),
                "give both the same name and protocol: kube-proxy joins them by these"));
  }

  private static String withPorts(EndpointSlice slice) {
    String ports =
        String.join(
            ", ", slice.ports().stream().map(p -> quoted(p.name()) + " " + p.protocol()).toList());
    return slice.name().name() + " has " + (ports.isEmpty() ? "no ports" : ports);
  }

  private static String quoted(String name) {
    return name.isEmpty() ? "'' (unnamed)" : "'" + name + "'";
  }

  private static List<String> names(Collection<EndpointSlice> slices) {
    return slices.stream().map(s -> s.name().name()).collect(ImmutableList.toImmutableList());
  }

  private static boolean hasReady(EndpointSlice slice) {
    return slice.endpoints().stream().anyMatch(EndpointSlice.Endpoint::isReady);
  }
}
