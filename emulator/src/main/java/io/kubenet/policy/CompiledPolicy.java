package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRefusal;
import io.kubenet.trace.PolicyRule;
import java.util.List;
import java.util.Optional;

/**
 * One direction of a NetworkPolicy that isolates for it.
 *
 * @param policy the policy
 * @param direction the direction
 * @param rules its rules, in order
 */
record CompiledPolicy(NetworkPolicy policy, PolicyDirection direction, List<CompiledRule> rules) {

  /** One direction of a policy; empty if the policy does not isolate for it. */
  static Optional<CompiledPolicy> of(
      NetworkPolicy policy, PolicyDirection direction, Visits visits) {
    return rulesOf(policy, direction)
        .map(rules -> new CompiledPolicy(policy, direction, compile(policy, rules, visits)));
  }

  static Optional<List<NetworkPolicy.Rule>> rulesOf(
      NetworkPolicy policy, PolicyDirection direction) {
    return direction == PolicyDirection.INGRESS ? policy.ingress() : policy.egress();
  }

  /** The first rule that lets the flow through. */
  Optional<PolicyRule> firstMatch(Flow flow) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matches(flow)) {
        return Optional.of(new PolicyRule(reference(), direction, i, ""));
      }
    }
    return Optional.empty();
  }

  /** Why none of its rules lets the flow through. */
  PolicyRefusal refusal(Flow flow) {
    return new PolicyRefusal(
        reference(),
        direction,
        Streams.zip(
                rulesOf(policy, direction).orElseGet(List::of).stream(),
                rules.stream(),
                (rule, compiled) -> mismatch(rule, compiled.missed(flow)))
            .collect(ImmutableList.toImmutableList()));
  }

  private static PolicyRefusal.Mismatch mismatch(
      NetworkPolicy.Rule rule, PolicyRefusal.Part missed) {
    return new PolicyRefusal.Mismatch(missed, RuleText.peers(rule), RuleText.ports(rule));
  }

  private ObjectRef reference() {
    return new ObjectRef("NetworkPolicy", policy.name().toString());
  }

  private static ImmutableList<CompiledRule> compile(
      NetworkPolicy policy, List<NetworkPolicy.Rule> rules, Visits visits) {
    String namespace = policy.name().namespace();
    return rules.stream()
        .map(rule -> CompiledRule.of(rule, namespace, visits))
        .collect(ImmutableList.toImmutableList());
  }
}
