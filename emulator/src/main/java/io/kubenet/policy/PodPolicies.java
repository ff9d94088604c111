package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies that select the pods of one identity.
 *
 * @param admin the AdminNetworkPolicies, the first to be asked first
 * @param network the NetworkPolicies that isolate for a direction
 * @param baseline the BaselineAdminNetworkPolicy, if it selects them
 */
record PodPolicies(
    List<CompiledAdminPolicy> admin,
    Map<PolicyDirection, List<CompiledPolicy>> network,
    Optional<CompiledAdminPolicy> baseline) {

  PolicyDecision judge(Flow flow) {
    for (CompiledAdminPolicy policy : admin) {
      Optional<CompiledAdminPolicy.Match> match = policy.match(flow);
      if (match.isPresent()) {
        return follow(match.get(), flow);
      }
    }
    return judgeByOthers(flow);
  }

  private PolicyDecision follow(CompiledAdminPolicy.Match match, Flow flow) {
    return match.isPass()
        ? new PolicyDecision.Passed(match.rule(), judgeByOthers(flow))
        : match.decision();
  }

  /** What those say whom AdminNetworkPolicies leave the decision to. */
  private PolicyDecision judgeByOthers(Flow flow) {
    List<CompiledPolicy> isolating = network.get(flow.direction());
    return isolating.isEmpty() ? judgeByBaseline(flow) : judgeByUnion(flow, isolating);
  }

  private PolicyDecision judgeByBaseline(Flow flow) {
    return baseline
        .flatMap(policy -> policy.match(flow))
        .map(CompiledAdminPolicy.Match::decision)
        .orElseGet(
            () -> new PolicyDecision.NotIsolated(flow.direction(), flow.subject().toString()));
  }

  private static PolicyDecision judgeByUnion(Flow flow, List<CompiledPolicy> isolating) {
    ImmutableList.Builder<PolicyRule> grants = ImmutableList.builder();
    for (CompiledPolicy policy : isolating) {
      policy.firstMatch(flow).ifPresent(grants::add);
    }
    List<PolicyRule> found = grants.build();
    return found.isEmpty() ? refuse(flow, isolating) : new PolicyDecision.Granted(found);
  }

  private static PolicyDecision refuse(Flow flow, List<CompiledPolicy> isolating) {
    return new PolicyDecision.Refused(
        flow.direction(),
        flow.subject().toString(),
        isolating.stream()
            .map(policy -> policy.refusal(flow))
            .collect(ImmutableList.toImmutableList()));
  }
}
