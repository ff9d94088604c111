package io.kubenet.trace;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why network policies allow or deny a packet in one direction; prints itself as a sentence. */
public sealed interface PolicyDecision {

  /** Whether they let the packet pass. */
  boolean isAllowed();

  /** The policies that decided it, in order; none where no policy says anything. */
  List<ObjectRef> policies();

  /** The reason, without saying whether the packet is allowed or denied. */
  default String reason() {
    return toString();
  }

  /** The hosts and addresses that the sentence names. */
  Parties parties();

  /** A decision that no policy is asked for. */
  sealed interface Unrestricted extends PolicyDecision {
    @Override
    default boolean isAllowed() {
      return true;
    }

    @Override
    default List<ObjectRef> policies() {
      return List.of();
    }
  }

  /**
   * Policies are not about what has the address: a node, or an address outside.
   *
   * @param host who or what it is: {@code node node-a}
   */
  record NotSelectable(String host) implements Unrestricted {
    @Override
    public Parties parties() {
      return Parties.host(host);
    }

    @Override
    public String toString() {
      return "policies do not select " + host;
    }
  }

  /**
   * A pod reaches itself.
   *
   * @param pod the pod: {@code pod shop/api-1}
   */
  record Itself(String pod) implements Unrestricted {
    @Override
    public Parties parties() {
      return Parties.host(pod);
    }

    @Override
    public String toString() {
      return pod + " reaches itself";
    }
  }

  /**
   * A pod and the node that it runs on reach each other.
   *
   * @param pod the pod: {@code pod shop/api-1}
   * @param node the node: {@code node node-a}
   */
  record OwnNode(String pod, String node) implements Unrestricted {
    @Override
    public Parties parties() {
      return new Parties(List.of(pod, node), List.of());
    }

    @Override
    public String toString() {
      return pod + " and its own " + node + " reach each other";
    }
  }

  /**
   * No policy says anything, so everything is allowed.
   *
   * @param direction the direction
   * @param pod the pod: {@code pod shop/api-1}
   */
  record NotIsolated(PolicyDirection direction, String pod) implements Unrestricted {
    @Override
    public Parties parties() {
      return Parties.host(pod);
    }

    @Override
    public String toString() {
      return "no policy restricts " + direction + " of " + pod;
    }
  }

  /**
   * NetworkPolicies select the pod and some of their rules allow the connection.
   *
   * @param rules the first rule of each policy that allows it
   */
  record Granted(List<PolicyRule> rules) implements PolicyDecision {

    public Granted {
      rules = ImmutableList.copyOf(rules);
    }

    @Override
    public boolean isAllowed() {
      return true;
    }

    @Override
    public List<ObjectRef> policies() {
      return rules.stream().map(PolicyRule::policy).toList();
    }

    @Override
    public Parties parties() {
      return Parties.none();
    }

    /** {@code by NetworkPolicy shop/api ingress[0], shop/web ingress[2]}. */
    @Override
    public String reason() {
      return rules.stream()
          .map(rule -> rule.policy().name() + " " + rule.place())
          .collect(Collectors.joining(", ", "by NetworkPolicy ", ""));
    }

    @Override
    public String toString() {
      return "allowed " + reason();
    }
  }

  /**
   * NetworkPolicies select the pod and none allows the connection.
   *
   * @param direction the direction
   * @param pod the pod: {@code pod shop/api-1}
   * @param refusals why not, for every policy that selects it
   */
  record Refused(PolicyDirection direction, String pod, List<PolicyRefusal> refusals)
      implements PolicyDecision {

    public Refused {
      refusals = ImmutableList.copyOf(refusals);
    }

    @Override
    public boolean isAllowed() {
      return false;
    }

    @Override
    public List<ObjectRef> policies() {
      return refusals.stream().map(PolicyRefusal::policy).toList();
    }

    @Override
    public Parties parties() {
      return Parties.host(pod);
    }

    @Override
    public String reason() {
      return refusals.stream()
          .map(PolicyRefusal::toString)
          .collect(Collectors.joining("; ", direction + " of " + pod + ": ", ""));
    }

    @Override
    public String toString() {
      return "denied " + reason();
    }
  }

  /** What a rule of an AdminNetworkPolicy or of the baseline says. */
  enum Ruling {
    ALLOWED("allowed"),
    DENIED("denied");

    private final String text;

    Ruling(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A rule of an AdminNetworkPolicy or of the baseline decides.
   *
   * @param ruling what it says
   * @param rule the rule
   */
  record Ruled(Ruling ruling, PolicyRule rule) implements PolicyDecision {
    @Override
    public boolean isAllowed() {
      return ruling == Ruling.ALLOWED;
    }

    @Override
    public List<ObjectRef> policies() {
      return List.of(rule.policy());
    }

    @Override
    public Parties parties() {
      return Parties.none();
    }

    @Override
    public String reason() {
      return "by " + rule;
    }

    /** {@code denied by AdminNetworkPolicy no-telnet egress[0] 'telnet'}. */
    @Override
    public String toString() {
      return ruling + " " + reason();
    }
  }

  /**
   * A rule of an AdminNetworkPolicy leaves the decision to the policies below.
   *
   * @param by the rule
   * @param then what they decide
   */
  record Passed(PolicyRule by, PolicyDecision then) implements PolicyDecision {
    @Override
    public boolean isAllowed() {
      return then.isAllowed();
    }

    @Override
    public List<ObjectRef> policies() {
      return Stream.concat(Stream.of(by.policy()), then.policies().stream())
          .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Parties parties() {
      return then.parties();
    }

    @Override
    public String toString() {
      return "passed on by " + by + ", then " + then;
    }
  }
}
