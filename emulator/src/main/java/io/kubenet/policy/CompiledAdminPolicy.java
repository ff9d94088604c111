package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import java.util.List;
import java.util.Optional;

/**
 * An AdminNetworkPolicy or the baseline: of the rules of a direction the first match decides.
 *
 * @param kind its kind
 * @param name its name
 * @param subject the pods that it is about
 * @param ingress its rules of what comes in, in order
 * @param egress its rules of what goes out, in order
 */
record CompiledAdminPolicy(
    String kind,
    String name,
    PodMatcher subject,
    List<Conditional> ingress,
    List<Conditional> egress) {

  /** A rule and its compiled conditions. */
  record Conditional(AdminPolicyRule rule, CompiledRule conditions) {}

  static CompiledAdminPolicy of(AdminNetworkPolicy policy, Visits visits) {
    return new CompiledAdminPolicy(
        "AdminNetworkPolicy",
        policy.name(),
        PodMatcher.of(policy.subject()),
        compile(policy.ingress(), visits),
        compile(policy.egress(), visits));
  }

  static CompiledAdminPolicy of(BaselineAdminNetworkPolicy policy, Visits visits) {
    return new CompiledAdminPolicy(
        "BaselineAdminNetworkPolicy",
        BaselineAdminNetworkPolicy.NAME,
        PodMatcher.of(policy.subject()),
        compile(policy.ingress(), visits),
        compile(policy.egress(), visits));
  }

  /** What the first rule that matches says; empty if none does. */
  Optional<Cause.Ruling> ruling(Flow flow) {
    List<Conditional> rules = flow.direction() == Direction.INGRESS ? ingress : egress;
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).conditions().matches(flow)) {
        String place = flow.direction() + "[" + i + "]";
        return Optional.of(new Cause.Ruling(kind, name, place, rules.get(i).rule()));
      }
    }
    return Optional.empty();
  }

  private static ImmutableList<Conditional> compile(List<AdminPolicyRule> rules, Visits visits) {
    return rules.stream()
        .map(rule -> new Conditional(rule, CompiledRule.of(rule, visits)))
        .collect(ImmutableList.toImmutableList());
  }
}
