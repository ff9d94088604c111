package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
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
    Map<Direction, List<CompiledPolicy>> network,
    Optional<CompiledAdminPolicy> baseline) {

  Cause judge(Flow flow) {
    for (CompiledAdminPolicy policy : admin) {
      Optional<Cause.Ruling> ruling = policy.ruling(flow);
      if (ruling.isPresent()) {
        return follow(ruling.get(), flow);
      }
    }
    return judgeByOthers(flow);
  }

  private Cause follow(Cause.Ruling ruling, Flow flow) {
    return ruling.isPass() ? new Cause.Passed(ruling, judgeByOthers(flow)) : ruling;
  }

  /** What those say whom AdminNetworkPolicies leave the decision to. */
  private Cause judgeByOthers(Flow flow) {
    List<CompiledPolicy> isolating = network.get(flow.direction());
    return isolating.isEmpty() ? judgeByBaseline(flow) : judgeByUnion(flow, isolating);
  }

  private Cause judgeByBaseline(Flow flow) {
    return baseline
        .flatMap(policy -> policy.ruling(flow))
        .<Cause>map(ruling -> ruling)
        .orElseGet(() -> new Cause.NotIsolated(flow.direction(), flow.subject().pod().name()));
  }

  private static Cause judgeByUnion(Flow flow, List<CompiledPolicy> isolating) {
    ImmutableList.Builder<Cause.Grant> grants = ImmutableList.builder();
    for (CompiledPolicy policy : isolating) {
      policy
          .firstMatch(flow)
          .ifPresent(rule -> grants.add(new Cause.Grant(policy.policy().name(), rule)));
    }
    List<Cause.Grant> found = grants.build();
    return found.isEmpty() ? refuse(flow, isolating) : new Cause.Granted(flow.direction(), found);
  }

  private static Cause refuse(Flow flow, List<CompiledPolicy> isolating) {
    return new Cause.Refused(
        flow.direction(),
        flow.subject().pod().name(),
        isolating.stream()
            .map(policy -> policy.refusal(flow))
            .collect(ImmutableList.toImmutableList()));
  }
}
