package io.kubenet.dns;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableListMultimap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.List;

/**
 * What the server knows of the cluster at one moment. Names are looked up in the state itself;
 * addresses in indexes that are made when the first address is asked for.
 */
final class View {

  private final ClusterState state;
  private final long serial;
  private final Supplier<ImmutableListMultimap<IpAddress, Service>> services;
  private final Supplier<ImmutableListMultimap<IpAddress, EndpointSlice>> slices;
  private final Supplier<ImmutableListMultimap<String, Pod>> pods;

  View(ClusterState state, long serial) {
    this.state = state;
    this.serial = serial;
    this.services = Suppliers.memoize(() -> servicesByClusterIp(state));
    this.slices = Suppliers.memoize(() -> slicesByReadyAddress(state));
    this.pods = Suppliers.memoize(() -> podsByAddress(state));
  }

  ClusterState state() {
    return state;
  }

  /** The second in which the server learned of this state: the serial of its SOA record. */
  long serial() {
    return serial;
  }

  List<Service> servicesWithClusterIp(IpAddress address) {
    return services.get().get(address);
  }

  /** The slices in which an address is ready. */
  List<EndpointSlice> slicesWithReady(IpAddress address) {
    return slices.get().get(address);
  }

  /** The pods that are neither at their end nor terminating, by the text of their first address. */
  List<Pod> podsWithAddress(String address) {
    return pods.get().get(address);
  }

  private static ImmutableListMultimap<IpAddress, Service> servicesByClusterIp(ClusterState state) {
    ImmutableListMultimap.Builder<IpAddress, Service> index = ImmutableListMultimap.builder();
    state
        .services()
        .forEach(service -> service.clusterIps().forEach(address -> index.put(address, service)));
    return index.build();
  }

  private static ImmutableListMultimap<IpAddress, EndpointSlice> slicesByReadyAddress(
      ClusterState state) {
    ImmutableListMultimap.Builder<IpAddress, EndpointSlice> index = ImmutableListMultimap.builder();
    for (ObjectName service : state.servicesWithSlices()) {
      for (EndpointSlice slice : state.slicesOf(service)) {
        canonicalAddresses(slice).forEach(address -> index.put(address, slice));
      }
    }
    return index.build();
  }

  /** CoreDNS looks for the text of an address, so other spellings than RFC 5952's are not found. */
  private static List<IpAddress> canonicalAddresses(EndpointSlice slice) {
    return slice.endpoints().stream()
        .filter(Endpoint::isReady)
        .flatMap(
            endpoint ->
                endpoint.addresses().stream()
                    .filter(address -> !endpoint.spellings().containsKey(address)))
        .distinct()
        .toList();
  }

  /** CoreDNS watches pods with a field selector on the phase, and drops those that terminate. */
  private static ImmutableListMultimap<String, Pod> podsByAddress(ClusterState state) {
    ImmutableListMultimap.Builder<String, Pod> index = ImmutableListMultimap.builder();
    state.pods().stream()
        .filter(pod -> !pod.isFinished() && pod.phase() != Pod.Phase.UNKNOWN)
        .filter(pod -> !pod.isTerminating() && !pod.ips().isEmpty())
        .forEach(pod -> index.put(pod.ips().get(0).toString(), pod));
    return index.build();
  }
}
