package io.kubenet.policy;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.ClusterState;
import java.util.List;
import java.util.stream.Stream;

/** AdminNetworkPolicies between which no order is promised. */
final class EqualPriorities {

  private EqualPriorities() {}

  static Stream<Finding> in(ClusterState state) {
    ImmutableListMultimap<Integer, AdminNetworkPolicy> byPriority =
        Multimaps.index(state.adminNetworkPolicies(), AdminNetworkPolicy::priority);
    return byPriority.keySet().stream()
        .map(byPriority::get)
        .filter(equals -> equals.size() > 1)
        .map(EqualPriorities::finding);
  }

  private static Finding finding(List<AdminNetworkPolicy> equals) {
    AdminNetworkPolicy last = equals.get(equals.size() - 1);
    List<String> others =
        equals.stream().limit(equals.size() - 1L).map(AdminNetworkPolicy::name).toList();
    return Finding.warning(
        FindingKind.POLICY_PRIORITIES_EQUAL,
        new Finding.Subject("AdminNetworkPolicy", last.name(), "spec.priority"),
        "has the priority "
            + last.priority()
            + " of "
            + Names.join(others)
            + "; Kubernetes does not say which is asked first",
        "give each its own priority");
  }
}
