package io.kubenet.model;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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
          Policies.NONE,
          History.EMPTY);

  private final PMap<String, Namespace> namespaces;
  private final PMap<String, Node> nodes;
  private final PMap<ObjectName, Pod> pods;
  private final PMap<ObjectName, Service> services;

  /** By Service, then by name. */
  private final PMap<ObjectName, PMap<ObjectName, EndpointSlice>> slices;

  private final Policies policies;
  private final History history;

  /**
   * What was changed, so that two states of a cluster can be told apart without comparing them.
   *
   * @param services the Services that were changed, or whose slices were
   * @param pods the pods that were changed
   */
  private record History(Journal services, Journal pods) {

    static final History EMPTY = new History(Journal.EMPTY, Journal.EMPTY);

    History withService(ObjectName name) {
      return new History(services.with(name), pods);
    }

    History withPod(ObjectName name) {
      return new History(services, pods.with(name));
    }
  }

  private ClusterState(
      PMap<String, Namespace> namespaces,
      PMap<String, Node> nodes,
      PMap<ObjectName, Pod> pods,
      PMap<ObjectName, Service> services,
      PMap<ObjectName, PMap<ObjectName, EndpointSlice>> slices,
      Policies policies,
      History history) {
    this.namespaces = namespaces;
    this.nodes = nodes;
    this.pods = pods;
    this.services = services;
    this.slices = slices;
    this.policies = policies;
    this.history = history;
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
    return policies.network().values();
  }

  public Optional<NetworkPolicy> networkPolicy(ObjectName name) {
    return Optional.ofNullable(policies.network().get(name));
  }

  public Collection<AdminNetworkPolicy> adminNetworkPolicies() {
    return policies.admin().values();
  }

  public Optional<BaselineAdminNetworkPolicy> baselineAdminNetworkPolicy() {
    return policies.baseline();
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
        policies,
        history);
  }

  public ClusterState with(Node node) {
    return new ClusterState(
        namespaces, nodes.plus(node.name(), node), pods, services, slices, policies, history);
  }

  public ClusterState with(Pod pod) {
    return new ClusterState(
        namespaces,
        nodes,
        pods.plus(pod.name(), pod),
        services,
        slices,
        policies,
        history.withPod(pod.name()));
  }

  public ClusterState with(Service service) {
    return new ClusterState(
        namespaces,
        nodes,
        pods,
        services.plus(service.name(), service),
        slices,
        policies,
        history.withService(service.name()));
  }

  public ClusterState with(NetworkPolicy policy) {
    return withPolicies(policies.with(policy));
  }

  public ClusterState with(AdminNetworkPolicy policy) {
    return withPolicies(policies.with(policy));
  }

  public ClusterState with(BaselineAdminNetworkPolicy policy) {
    return withPolicies(policies.withBaseline(Optional.of(policy)));
  }

  /** This state with a slice; one that names no Service is passed over: nobody reads it. */
  public ClusterState with(EndpointSlice slice) {
    if (slice.service().isEmpty()) {
      return this;
    }
    ObjectName service = slice.service().get();
    PMap<ObjectName, EndpointSlice> ofService = slices.getOrDefault(service, TreePMap.empty());
    return withSlices(service, slices.plus(service, ofService.plus(slice.name(), slice)));
  }

  public ClusterState withoutNamespace(String name) {
    return new ClusterState(
        namespaces.minus(name), nodes, pods, services, slices, policies, history);
  }

  public ClusterState withoutNode(String name) {
    return new ClusterState(
        namespaces, nodes.minus(name), pods, services, slices, policies, history);
  }

  public ClusterState withoutPod(ObjectName name) {
    return new ClusterState(
        namespaces, nodes, pods.minus(name), services, slices, policies, history.withPod(name));
  }

  public ClusterState withoutService(ObjectName name) {
    return new ClusterState(
        namespaces, nodes, pods, services.minus(name), slices, policies, history.withService(name));
  }

  public ClusterState withoutNetworkPolicy(ObjectName name) {
    return withPolicies(policies.withoutNetworkPolicy(name));
  }

  public ClusterState withoutAdminNetworkPolicy(String name) {
    return withPolicies(policies.withoutAdminNetworkPolicy(name));
  }

  public ClusterState withoutBaselineAdminNetworkPolicy() {
    return withPolicies(policies.withBaseline(Optional.empty()));
  }

  /** This state without a slice of a Service. */
  public ClusterState withoutSlice(ObjectName service, ObjectName name) {
    PMap<ObjectName, EndpointSlice> left =
        slices.getOrDefault(service, TreePMap.<ObjectName, EndpointSlice>empty()).minus(name);
    return withSlices(service, left.isEmpty() ? slices.minus(service) : slices.plus(service, left));
  }

  /**
   * The Services that were changed since an earlier state of the cluster, or whose slices were;
   * empty where that is not known.
   */
  public Optional<Set<ObjectName>> servicesChangedSince(ClusterState earlier) {
    return history.services().since(earlier.history.services());
  }

  /** The pods that were changed since an earlier state of the cluster; empty if not known. */
  public Optional<Set<ObjectName>> podsChangedSince(ClusterState earlier) {
    return history.pods().since(earlier.history.pods());
  }

  /** Whether both hold the very same nodes. */
  public boolean hasNodesOf(ClusterState other) {
    return nodes == other.nodes;
  }

  /** Whether both hold the very same nodes, namespaces, pods and policies: all but Services. */
  public boolean differsAtMostInServices(ClusterState other) {
    return namespaces == other.namespaces
        && nodes == other.nodes
        && pods == other.pods
        && policies.isUnchangedFrom(other.policies);
  }

  /** Whether both hold the very same namespaces and policies: what is selected alike in both. */
  public boolean selectsAs(ClusterState other) {
    return namespaces == other.namespaces && policies.isUnchangedFrom(other.policies);
  }

  private ClusterState withSlices(
      ObjectName service, PMap<ObjectName, PMap<ObjectName, EndpointSlice>> changed) {
    return new ClusterState(
        namespaces, nodes, pods, services, changed, policies, history.withService(service));
  }

  private ClusterState withPolicies(Policies changed) {
    return new ClusterState(namespaces, nodes, pods, services, slices, changed, history);
  }
}
