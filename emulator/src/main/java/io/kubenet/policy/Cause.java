package io.kubenet.policy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** Why a connection is allowed or denied in one direction; prints itself as a sentence. */
public sealed interface Cause {

  boolean isAllowed();

  /**
   * No policy is asked.
   *
   * @param why why not: {@code pod shop/api reaches itself}
   */
  record Exempt(String why) implements Cause {
    @Override
    public boolean isAllowed() {
      return true;
    }

    @Override
    public String toString() {
      return why;
    }
  }

  /**
   * No policy says anything, so everything is allowed.
   *
   * @param direction the direction
   * @param pod the pod
   */
  record NotIsolated(Direction direction, ObjectName pod) implements Cause {
    @Override
    public boolean isAllowed() {
      return true;
    }

    @Override
    public String toString() {
      return "no policy restricts " + direction + " of pod " + pod;
    }
  }

  /**
   * A rule of a NetworkPolicy.
   *
   * @param policy the policy
   * @param rule the rule's index, counted from 0 as paths in manifests are
   */
  record Grant(ObjectName policy, int rule) {}

  /**
   * NetworkPolicies select the pod and some of their rules allow the connection.
   *
   * @param direction the direction
   * @param grants the first rule of each policy that allows it
   */
  record Granted(Direction direction, List<Grant> grants) implements Cause {

    public Granted {
      grants = ImmutableList.copyOf(grants);
    }

    @Override
    public boolean isAllowed() {
      return true;
    }

    /** {@code allowed by NetworkPolicy shop/api ingress[0], shop/web ingress[2]}. */
    @Override
    public String toString() {
      return grants.stream()
          .map(grant -> grant.policy() + " " + direction + "[" + grant.rule() + "]")
          .collect(Collectors.joining(", ", "allowed by NetworkPolicy ", ""));
    }
  }

  /**
   * A NetworkPolicy that does not allow the connection.
   *
   * @param policy the policy
   * @param fits how the connection fits each of its rules, in order
   */
  record Refusal(NetworkPolicy policy, List<Fit> fits) {

    public Refusal {
      fits = ImmutableList.copyOf(fits);
    }
  }

  /**
   * NetworkPolicies select the pod and none allows the connection.
   *
   * @param direction the direction
   * @param pod the pod
   * @param refusals every policy that selects it
   */
  record Refused(Direction direction, ObjectName pod, List<Refusal> refusals) implements Cause {

    public Refused {
      refusals = ImmutableList.copyOf(refusals);
    }

    @Override
    public boolean isAllowed() {
      return false;
    }

    @Override
    public String toString() {
      return refusals.stream()
          .map(refusal -> RefusalText.of(refusal, direction))
          .collect(Collectors.joining("; ", "denied " + direction + " of pod " + pod + ": ", ""));
    }
  }

  /**
   * A rule of an AdminNetworkPolicy or of the baseline decides.
   *
   * @param kind the kind of the policy
   * @param policy its name
   * @param place which of its rules, counted from 0: {@code ingress[0]}
   * @param rule the rule
   */
  record Ruling(String kind, String policy, String place, AdminPolicyRule rule) implements Cause {

    boolean isPass() {
      return rule.action() == AdminPolicyRule.Action.PASS;
    }

    @Override
    public boolean isAllowed() {
      return rule.action() != AdminPolicyRule.Action.DENY;
    }

    /** {@code denied by AdminNetworkPolicy no-telnet egress[0] 'telnet'}. */
    @Override
    public String toString() {
      String name = rule.name().isEmpty() ? "" : " '" + rule.name() + "'";
      return done() + " by " + kind + " " + policy + " " + place + name;
    }

    private String done() {
      return switch (rule.action()) {
        case ALLOW -> "allowed";
        case DENY -> "denied";
        case PASS -> "passed on";
      };
    }
  }

  /**
   * An AdminNetworkPolicy leaves the decision to the policies below.
   *
   * @param by its rule
   * @param then what they decide
   */
  record Passed(Ruling by, Cause then) implements Cause {
    @Override
    public boolean isAllowed() {
      return then.isAllowed();
    }

    @Override
    public String toString() {
      return by + ", then " + then;
    }
  }
}
