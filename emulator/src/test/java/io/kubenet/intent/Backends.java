package io.kubenet.intent;

import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Node;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The endpoints of a Service's port, by what documentation says of readiness, termination and
 * topology.
 */
final class Backends {

  private final Map<IpPort, Endpoint> all = new LinkedHashMap<>();

  /** The endpoints that slices give to a port; of two with one address the one that stays. */
  static Backends of(ClusterState state, Service service, ServicePort port, IpFamily family) {
    Backends backends = new Backends();
    for (EndpointSlice slice : state.slicesOf(service.name())) {
      for (EndpointSlice.Port target : slice.ports()) {
        if (slice.family() == family
            && target.name().equals(port.name())
            && target.protocol() == port.protocol()) {
          backends.add(slice, target.number().orElseThrow());
        }
      }
    }
    return backends;
  }

  private void add(EndpointSlice slice, int number) {
    for (Endpoint endpoint : slice.endpoints()) {
      IpPort address = new IpPort(endpoint.addresses().get(0), number);
      if (!all.containsKey(address) || !endpoint.isTerminating()) {
        all.put(address, endpoint);
      }
    }
  }

  /** Whether any of them could serve. */
  boolean areThere() {
    return all.values().stream().anyMatch(e -> e.isReady() || isLastResort(e));
  }

  /** Those that a node may use when every endpoint of the cluster is allowed. */
  List<IpPort> forCluster(Node node) {
    List<IpPort> ready = where(Endpoint::isReady);
    if (ready.isEmpty()) {
      return where(Backends::isLastResort);
    }
    List<IpPort> near = preferred(ready, Endpoint::hintedNodes, node.name());
    return near.size() < ready.size() || node.zone().isEmpty()
        ? near
        : preferred(ready, Endpoint::hintedZones, node.zone().get());
  }

  /** Those of the node itself. */
  List<IpPort> forNode(Node node) {
    Predicate<Endpoint> isHere = e -> e.nodeName().equals(java.util.Optional.of(node.name()));
    List<IpPort> ready = where(isHere.and(Endpoint::isReady));
    return ready.isEmpty() ? where(isHere.and(Backends::isLastResort)) : ready;
  }

  /** Hints hold if every ready endpoint has some and one of them is for this place. */
  private List<IpPort> preferred(
      List<IpPort> ready, Function<Endpoint, List<String>> hints, String place) {
    boolean isComplete = ready.stream().noneMatch(e -> hints.apply(all.get(e)).isEmpty());
    List<IpPort> near =
        ready.stream().filter(e -> hints.apply(all.get(e)).contains(place)).toList();
    return isComplete && !near.isEmpty() ? near : ready;
  }

  private List<IpPort> where(Predicate<Endpoint> predicate) {
    return all.keySet().stream().filter(address -> predicate.test(all.get(address))).toList();
  }

  private static boolean isLastResort(Endpoint endpoint) {
    return endpoint.isTerminating() && endpoint.isServing();
  }
}
