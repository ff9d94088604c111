package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.NetworkPolicy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * One direction of a NetworkPolicy that isolates for it.
 *
 * @param policy the policy
 * @param direction the direction
 * @param rules its rules, in order
 */
record CompiledPolicy(NetworkPolicy policy, Direction direction, List<CompiledRule> rules) {

  /** One direction of a policy; empty if the policy does not isolate for it. */
  static Optional<CompiledPolicy> of(NetworkPolicy policy, Direction direction, Visits visits) {
    return rulesOf(policy, direction)
        .map(rules -> new CompiledPolicy(policy, direction, compile(policy, rules, visits)));
  }

  static Optional<List<NetworkPolicy.Rule>> rulesOf(NetworkPolicy policy, Direction direction) {
    return direction == Direction.INGRESS ? policy.ingress() : policy.egress();
  }

  /** The index of the first rule that lets the flow through. */
  OptionalInt firstMatch(Flow flow) {
    return IntStream.range(0, rules.size()).filter(i -> rules.get(i).matches(flow)).findFirst();
  }

  Cause.Refusal refusal(Flow flow) {
    return new Cause.Refusal(
        policy,
        rules.stream().map(rule -> rule.fit(flow)).collect(ImmutableList.toImmutableList()));
  }

  private static ImmutableList<CompiledRule> compile(
      NetworkPolicy policy, List<NetworkPolicy.Rule> rules, Visits visits) {
    String namespace = policy.name().namespace();
    return rules.stream()
        .map(rule -> CompiledRule.of(rule, namespace, visits))
        .collect(ImmutableList.toImmutableList());
  }
}
