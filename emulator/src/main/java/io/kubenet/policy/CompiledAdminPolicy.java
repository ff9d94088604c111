package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.trace.ObjectRef;
import io.kubenet.trace.PolicyDecision;
import io.kubenet.trace.PolicyDirection;
import io.kubenet.trace.PolicyRule;
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

  /** A rule that matches a flow, and what it says of it. */
  record Match(AdminPolicyRule.Action action, PolicyRule rule) {

    boolean isPass() {
      return action == AdminPolicyRule.Action.PASS;
    }

    /** The decision of a rule that does not pass it on. */
    PolicyDecision decision() {
      return new PolicyDecision.Ruled(
          action == AdminPolicyRule.Action.ALLOW
              ? PolicyDecision.Ruling.ALLOWED
              : PolicyDecision.Ruling.DENIED,
          rule);
    }
  }

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

  /** The first rule that matches; empty if none does. */
  Optional<Match> match(Flow flow) {
    List<Conditional> rules = flow.direction() == PolicyDirection.INGRESS ? ingress : egress;
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).conditions().matches(flow)) {
        return Optional.of(match(flow.direction(), i, rules.get(i).rule()));
      }
    }
    return Optional.empty();
  }

  private Match match(PolicyDirection direction, int index, AdminPolicyRule rule) {
    ObjectRef policy = new ObjectRef(kind, name);
    return new Match(rule.action(), new PolicyRule(policy, direction, index, rule.name()));
  }

  private static ImmutableList<Conditional> compile(List<AdminPolicyRule> rules, Visits visits) {
    return rules.stream()
        .map(rule -> new Conditional(rule, CompiledRule.of(rule, visits)))
        .collect(ImmutableList.toImmutableList());
  }
}
