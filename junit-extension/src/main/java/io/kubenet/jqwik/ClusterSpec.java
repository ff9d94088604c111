package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * An arbitrary cluster: a value that can be shrunk, printed, and loaded anew for each try.
 *
 * @param families its IP families
 * @param nodes its nodes
 * @param pods its pods
 * @param services its Services
 * @param policies its NetworkPolicies
 */
public record ClusterSpec(
    Families families,
    List<NodeSpec> nodes,
    List<PodSpec> pods,
    List<ServiceSpec> services,
    List<PolicySpec> policies)
    implements Specification {

  public ClusterSpec {
    nodes = ImmutableList.copyOf(nodes);
    pods = ImmutableList.copyOf(pods);
    services = ImmutableList.copyOf(services);
    policies = ImmutableList.copyOf(policies);
  }

  @Override
  public String manifest() {
    return Manifests.of(this);
  }

  /** The manifests, so that a report of a failed property shows them. */
  @Override
  public String toString() {
    return manifest();
  }
}
