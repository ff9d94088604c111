package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An arbitrary cluster: a value that can be shrunk, printed, and loaded anew for each try.
 *
 * @param families its IP families
 * @param nodes its nodes
 * @param pods its pods, without those that workloads make
 * @param workloads its workloads
 * @param services its Services
 * @param slices its EndpointSlices, without those that the controller makes
 * @param policies its NetworkPolicies
 */
public record ClusterSpec(
    Families families,
    List<NodeSpec> nodes,
    List<PodSpec> pods,
    List<WorkloadSpec> workloads,
    List<ServiceSpec> services,
    List<EndpointSliceSpec> slices,
    List<PolicySpec> policies)
    implements Specification {

  public ClusterSpec {
    nodes = ImmutableList.copyOf(nodes);
    pods = ImmutableList.copyOf(pods);
    workloads = ImmutableList.copyOf(workloads);
    services = ImmutableList.copyOf(services);
    slices = ImmutableList.copyOf(slices);
    policies = ImmutableList.copyOf(policies);
  }

  /** A cluster of nodes alone. */
  public static ClusterSpec of(Families families, NodeSpec... nodes) {
    return new ClusterSpec(
        families,
        ImmutableList.copyOf(nodes),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of());
  }

  /** The same cluster with these pods in the place of its own. */
  public ClusterSpec withPods(PodSpec... others) {
    return new ClusterSpec(
        families, nodes, ImmutableList.copyOf(others), workloads, services, slices, policies);
  }

  /** The same cluster with these workloads in the place of its own. */
  public ClusterSpec withWorkloads(WorkloadSpec... others) {
    return new ClusterSpec(
        families, nodes, pods, ImmutableList.copyOf(others), services, slices, policies);
  }

  /** The same cluster with these Services in the place of its own. */
  public ClusterSpec withServices(ServiceSpec... others) {
    return new ClusterSpec(
        families, nodes, pods, workloads, ImmutableList.copyOf(others), slices, policies);
  }

  /** The same cluster with these EndpointSlices in the place of its own. */
  public ClusterSpec withSlices(EndpointSliceSpec... others) {
    return new ClusterSpec(
        families, nodes, pods, workloads, services, ImmutableList.copyOf(others), policies);
  }

  /** The same cluster with these NetworkPolicies in the place of its own. */
  public ClusterSpec withPolicies(PolicySpec... others) {
    return new ClusterSpec(
        families, nodes, pods, workloads, services, slices, ImmutableList.copyOf(others));
  }

  @Override
  public String manifest() {
    return ClusterManifest.of(this);
  }

  /** The manifests, so that a report of a failed property shows them. */
  @Override
  public String toString() {
    return manifest();
  }
}
