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
      new ClusterState(TreePMap.empty(), TreePMap.empty(), Pods.NONE, Services.NONE, Policies.NONE);

  private final PMap<String, Namespace> namespaces;
  private final PMap<String, Node> nodes;
  private final Pods pods;
  private final Services services;
  private final Policies policies;

  private ClusterState(
      PMap<String, Namespace> namespaces,
      PMap<String, Node> nodes,
      Pods pods,
      Services services,
      Policies policies) {
    this.namespaces = namespaces;
    this.nodes = nodes;
    this.pods = pods;
    this.services = services;
    this.policies = policies;
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
    return pods.stored().values();
  }

  public Collection<Service> services() {
    return services.stored().values();
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
    return pods.get(name);
  }

  public Optional<Service> service(ObjectName name) {
    return services.get(name);
  }

  /** The slices of a Service, in the order of their names; it need not exist itself. */
  public Collection<EndpointSlice> slicesOf(ObjectName service) {
    return services.slicesOf(service);
  }

  /** The names of the Services that have slices. */
  public Collection<ObjectName> servicesWithSlices() {
    return services.slices().keySet();
  }

  public ClusterState with(Namespace namespace) {
    return withNamespaces(namespaces.plus(namespace.name(), namespace));
  }

  public ClusterState with(Node node) {
    return withNodes(nodes.plus(node.name(), node));
  }

  public ClusterState with(Pod pod) {
    return withPods(pods.with(pod));
  }

  public ClusterState with(Service service) {
    return withServices(services.with(service));
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
    return slice.service().map(of -> withServices(services.with(of, slice))).orElse(this);
  }

  public ClusterState withoutNamespace(String name) {
    return withNamespaces(namespaces.minus(name));
  }

  public ClusterState withoutNode(String name) {
    return withNodes(nodes.minus(name));
  }

  public ClusterState withoutPod(ObjectName name) {
    return withPods(pods.without(name));
  }

  public ClusterState withoutService(ObjectName name) {
    return withServices(services.without(name));
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
    return withServices(services.withoutSlice(service, name));
  }

  /**
   * The Services that were changed since an earlier state of the cluster, or whose slices were;
   * empty where that is not known.
   */
  public Optional<Set<ObjectName>> servicesChangedSince(ClusterState earlier) {
    return services.changes().since(earlier.services.changes());
  }

  /** The pods that were changed since an earlier state of the cluster; empty if not known. */
  public Optional<Set<ObjectName>> podsChangedSince(ClusterState earlier) {
    return pods.changes().since(earlier.pods.changes());
  }

  /** Whether both hold the very same nodes. */
  public boolean hasNodesOf(ClusterState other) {
    return nodes == other.nodes;
  }

  /** Whether both hold the very same nodes, namespaces, pods and policies: all but Services. */
  public boolean differsAtMostInServices(ClusterState other) {
    return namespaces == other.namespaces
        && nodes == other.nodes
        && pods.stored() == other.pods.stored()
        && policies.isUnchangedFrom(other.policies);
  }

  /** Whether both hold the very same namespaces and policies: what is selected alike in both. */
  public boolean selectsAs(ClusterState other) {
    return namespaces == other.namespaces && policies.isUnchangedFrom(other.policies);
  }

  private ClusterState withNamespaces(PMap<String, Namespace> changed) {
    return new ClusterState(changed, nodes, pods, services, policies);
  }

  private ClusterState withNodes(PMap<String, Node> changed) {
    return new ClusterState(namespaces, changed, pods, services, policies);
  }

  private ClusterState withPods(Pods changed) {
    return new ClusterState(namespaces, nodes, changed, services, policies);
  }

  private ClusterState withServices(Services changed) {
    return new ClusterState(namespaces, nodes, pods, changed, policies);
  }

  private ClusterState withPolicies(Policies changed) {
    return new ClusterState(namespaces, nodes, pods, services, changed);
  }
}
