package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.ClusterState;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.ObjectName;
import io.kubenet.trace.PolicyDirection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The policies of a cluster, by the pods that they select; found once for each pod identity. */
final class PolicyIndex {

  /** Of AdminNetworkPolicies of one priority Kubernetes promises no order; here names decide. */
  private static final Comparator<AdminNetworkPolicy> ORDER =
      Comparator.comparing(AdminNetworkPolicy::priority).thenComparing(AdminNetworkPolicy::name);

  private final Visits visits = new Visits();
  private final ImmutableListMultimap<String, NetworkPolicy> byNamespace;
  private final List<CompiledAdminPolicy> admin;
  private final Optional<CompiledAdminPolicy> baseline;
  private final Map<CompiledKey, Optional<CompiledPolicy>> compiled = new ConcurrentHashMap<>();
  private final Map<PodIdentity, PodPolicies> known = new ConcurrentHashMap<>();

  /** One direction of one policy. */
  private record CompiledKey(ObjectName policy, PolicyDirection direction) {}

  PolicyIndex(ClusterState state) {
    this.byNamespace =
        Multimaps.index(state.networkPolicies(), policy -> policy.name().namespace());
    this.admin =
        state.adminNetworkPolicies().stream()
            .sorted(ORDER)
            .map(policy -> CompiledAdminPolicy.of(policy, visits))
            .collect(ImmutableList.toImmutableList());
    this.baseline =
        state.baselineAdminNetworkPolicy().map(policy -> CompiledAdminPolicy.of(policy, visits));
  }

  PodPolicies of(PodIdentity pod) {
    return known.computeIfAbsent(pod, this::find);
  }

  /** How many times selectors were compared with labels so far. */
  long visits() {
    return visits.total();
  }

  private PodPolicies find(PodIdentity pod) {
    List<NetworkPolicy> selecting =
        byNamespace.get(pod.namespace()).stream()
            .filter(policy -> isSelected(pod, policy))
            .collect(ImmutableList.toImmutableList());
    return new PodPolicies(
        admin.stream()
            .filter(policy -> isSubject(pod, policy))
            .collect(ImmutableList.toImmutableList()),
        ImmutableMap.of(
            PolicyDirection.INGRESS, compile(selecting, PolicyDirection.INGRESS),
            PolicyDirection.EGRESS, compile(selecting, PolicyDirection.EGRESS)),
        baseline.filter(policy -> isSubject(pod, policy)));
  }

  private boolean isSelected(PodIdentity pod, NetworkPolicy policy) {
    visits.count();
    return policy.podSelector().matches(pod.podLabels());
  }

  private boolean isSubject(PodIdentity pod, CompiledAdminPolicy policy) {
    visits.count();
    return policy.subject().matches(pod);
  }

  private ImmutableList<CompiledPolicy> compile(
      List<NetworkPolicy> selecting, PolicyDirection direction) {
    return selecting.stream()
        .map(policy -> compile(policy, direction))
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  /** A policy is compiled when it first selects a pod, and once: its memory is shared. */
  private Optional<CompiledPolicy> compile(NetworkPolicy policy, PolicyDirection direction) {
    return compiled.computeIfAbsent(
        new CompiledKey(policy.name(), direction),
        absent -> CompiledPolicy.of(policy, direction, visits));
  }
}
