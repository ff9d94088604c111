package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.diagnosis.ServiceFindings.Raw;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Pod;
import io.kubenet.model.PortReference;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;

/** What is wrong with one NetworkPolicy. */
final class PolicyFindings {

  private static final int DNS = 53;

  private final ClusterState cluster;
  private final NetworkPolicy policy;

  PolicyFindings(ClusterState cluster, NetworkPolicy policy) {
    this.cluster = cluster;
    this.policy = policy;
  }

  List<Raw> find() {
    ImmutableList.Builder<Raw> found = ImmutableList.builder();
    List<Pod> pods = selected();
    if (pods.isEmpty()) {
      found.add(
          new Raw(
              Finding.Severity.WARNING,
              "spec.podSelector",
              "selects no pod",
              NearestLabels.hint(policy.podSelector().matchLabels(), inNamespace())
                  .orElse("give pods these labels, or remove the policy")));
    } else if (policy.egress().isPresent() && pods.stream().noneMatch(this::mayAskDns)) {
      found.add(
          new Raw(
              Finding.Severity.ERROR,
              "spec.egress",
              "cuts %d pods off from the DNS".formatted(pods.size()),
              "allow egress to port 53, UDP and TCP"));
    }
    return found.build();
  }

  private List<Pod> inNamespace() {
    return cluster.pods().stream()
        .filter(pod -> pod.name().namespace().equals(policy.name().namespace()))
        .collect(ImmutableList.toImmutableList());
  }

  private List<Pod> selected() {
    return inNamespace().stream()
        .filter(pod -> policy.podSelector().matches(pod.labels()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Policies add up: any of those that isolate the Pod may let it ask. */
  private boolean mayAskDns(Pod pod) {
    return cluster.networkPolicies().stream()
        .filter(other -> other.name().namespace().equals(pod.name().namespace()))
        .filter(other -> other.podSelector().matches(pod.labels()))
        .flatMap(other -> other.egress().stream().flatMap(List::stream))
        .anyMatch(PolicyFindings::allowsDns);
  }

  private static boolean allowsDns(NetworkPolicy.Rule rule) {
    return rule.ports().isEmpty() || rule.ports().stream().anyMatch(PolicyFindings::isDns);
  }

  private static boolean isDns(NetworkPolicy.Port port) {
    if (port.protocol() != Protocol.UDP) {
      return false;
    }
    Optional<PortReference> first = port.port();
    if (first.isEmpty() || first.get() instanceof PortReference.Named) {
      return true;
    }
    int number = ((PortReference.Numbered) first.get()).number();
    return number == DNS || (number < DNS && DNS <= port.endPort().orElse(number));
  }
}
