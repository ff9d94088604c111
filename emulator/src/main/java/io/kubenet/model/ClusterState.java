package io.kubenet.model;

import java.util.Collection;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * Everything that is stored at one moment: what kube-proxies, the DNS server and policies watch.
 *
 * <p>A changed copy shares with the original what did not change, so a change costs the logarithm
 * of the cluster's size. Objects are in the order of their names.
 */
public final class ClusterState {

  private static final ClusterState EMPTY =
      new ClusterState(
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty(),
          TreePMap.empty());

  private final PMap<String, Namespace> namespaces;
  private final PMap<String, Node> nodes;
  private final PMap<ObjectName, Pod> pods;
  private final PMap<ObjectName, Service> services;

  /** By Service, then by name. */
  private final PMap<ObjectName, PMap<ObjectName, EndpointSlice>> slices;

  private final PMap<ObjectName, NetworkPolicy> networkPolicies;

  private ClusterState(
      PMap<String, Namespace> namespaces,
      PMap<String, Node> nodes,
      PMap<ObjectName, Pod> pods,
      PMap<ObjectName, Service> services,
      PMap<ObjectName, PMap<ObjectName, EndpointSlice>> slices,
      PMap<ObjectName, NetworkPolicy> networkPolicies) {
    this.namespaces = namespaces;
    this.nodes = nodes;
    this.pods = pods;
    this.services = services;
    this.slices = slices;
    this.networkPolicies = networkPolicies;
  }

  /** A cluster without objects. */
  public static ClusterState empty() {
    return EMPTY;
  }

  public Collection<Namespace> namespaces() {
    return namespaces.values();
  }

  public Collection<Node> nodes() {
    return nodes.values();
  }

  public Collection<Pod> pods() {
    return pods.values();
  }

  public Collection<Service> services() {
    return services.values();
  }

  public Collection<NetworkPolicy> networkPolicies() {
    return networkPolicies.values();
  }

  public Optional<Namespace> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  public Optional<Pod> pod(ObjectName name) {
    return Optional.ofNullable(pods.get(name));
  }

  public Optional<Service> service(ObjectName name) {
    return Optional.ofNullable(services.get(name));
  }

  /** The slices of a Service, in the order of their names; it need not exist itself. */
  public Collection<EndpointSlice> slicesOf(ObjectName service) {
    return slices.getOrDefault(service, TreePMap.<ObjectName, EndpointSlice>empty()).values();
  }

  /** The names of the Services that have slices. */
  public Collection<ObjectName> servicesWithSlices() {
    return slices.keySet();
  }

  public ClusterState with(Namespace namespace) {
    return new ClusterState(
        namespaces.plus(namespace.name(), namespace),
        nodes,
        pods,
        services,
        slices,
        networkPolicies);
  }

  public ClusterState with(Node node) {
    return new ClusterState(
        namespaces, nodes.plus(node.name(), node), pods, services, slices, networkPolicies);
  }

  public ClusterState with(Pod pod) {
    return new ClusterState(
        namespaces, nodes, pods.plus(pod.name(), pod), services, slices, networkPolicies);
  }

  public ClusterState with(Service service) {
    return new ClusterState(
        namespaces, nodes, pods, services.plus(service.name(), service), slices, networkPolicies);
  }

  public ClusterState with(NetworkPolicy policy) {
    return new ClusterState(
        namespaces, nodes, pods, services, slices, networkPolicies.plus(policy.name(), policy));
  }

  /** This state with a slice; one that names no Service is passed over: nobody reads it. */
  public ClusterState with(EndpointSlice slice) {
    if (slice.service().isEmpty()) {
      return this;
    }
    ObjectName service = slice.service().get();
    PMap<ObjectName, EndpointSlice> ofService = slices.getOrDefault(service, TreePMap.empty());
    return withSlices(slices.plus(service, ofService.plus(slice.name(), slice)));
  }

  public ClusterState withoutNamespace(String name) {
    return new ClusterState(namespaces.minus(name), nodes, pods, services, slices, networkPolicies);
  }

  public ClusterState withoutNode(String name) {
    return new ClusterState(namespaces, nodes.minus(name), pods, services, slices, networkPolicies);
  }

  public ClusterState withoutPod(ObjectName name) {
    return new ClusterState(namespaces, nodes, pods.minus(name), services, slices, networkPolicies);
  }

  public ClusterState withoutService(ObjectName name) {
    return new ClusterState(namespaces, nodes, pods, services.minus(name), slices, networkPolicies);
  }

  public ClusterState withoutNetworkPolicy(ObjectName name) {
    return new ClusterState(namespaces, nodes, pods, services, slices, networkPolicies.minus(name));
  }

  /** This state without a slice of a Service. */
  public ClusterState withoutSlice(ObjectName service, ObjectName name) {
    PMap<ObjectName, EndpointSlice> left =
        slices.getOrDefault(service, TreePMap.<ObjectName, EndpointSlice>empty()).minus(name);
    return withSlices(left.isEmpty() ? slices.minus(service) : slices.plus(service, left));
  }

  private ClusterState withSlices(PMap<ObjectName, PMap<ObjectName, EndpointSlice>> changed) {
    return new ClusterState(namespaces, nodes, pods, services, changed, networkPolicies);
  }
}
