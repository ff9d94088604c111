package io.kubenet.trace;

import io.kubenet.chance.Fraction;
import io.kubenet.net.Packet;
import java.util.Locale;
import java.util.Optional;

/** Something that happened to a packet on a host and mattered to its way. */
public sealed interface Step {

  /** What happened, in a word: {@code routed}. */
  default String verb() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What it happened by, or to: {@code 10.42.2.0/24 via node-b}. */
  String text();

  /**
   * A rule matched and sent the packet on: to a chain, or past one.
   *
   * @param rule the rule
   * @param target what it did, as the rule says it: {@code KUBE-SVC-FXIYY6OHUSNBITIX}
   * @param probability how likely this was, where the rule left it to chance
   */
  record Matched(RuleRef rule, String target, Optional<Fraction> probability) implements Step {
    @Override
    public String text() {
      return rule + probability.map(chance -> "  with probability " + chance).orElse("");
    }
  }

  /**
   * A rule set the packet's mark.
   *
   * @param rule the rule
   * @param before the mark before
   * @param after the mark after
   */
  record Marked(RuleRef rule, int before, int after) implements Step {
    @Override
    public String text() {
      return rule + String.format(Locale.ROOT, "  0x%x -> 0x%x", before, after);
    }
  }

  /**
   * The packet's addresses or ports were translated.
   *
   * @param rule the rule that decided it; empty where conntrack applied what was decided before
   * @param before the packet before
   * @param after the packet after
   */
  record Translated(Optional<RuleRef> rule, Packet before, Packet after) implements Step {
    @Override
    public String text() {
      return rule.map(RuleRef::toString).orElse("conntrack") + "  -> " + after;
    }
  }

  /**
   * A rule, or a chain's policy, accepted the packet.
   *
   * @param rule the rule
   */
  record Accepted(RuleRef rule) implements Step {
    @Override
    public String text() {
      return rule.toString();
    }
  }

  /**
   * A rule, or a chain's policy, dropped the packet.
   *
   * @param rule the rule
   */
  record Dropped(RuleRef rule) implements Step {
    @Override
    public String text() {
      return rule.toString();
    }
  }

  /**
   * A rule rejected the packet.
   *
   * @param rule the rule
   * @param with what the sender is sent: {@code icmp-port-unreachable}
   */
  record Rejected(RuleRef rule, String with) implements Step {
    @Override
    public String text() {
      return rule + "  with " + with;
    }
  }

  /**
   * The host sent the packet on.
   *
   * @param route the route that it took
   */
  record Routed(Route route) implements Step {
    @Override
    public String text() {
      return route.toString();
    }
  }

  /**
   * Network policies judged the packet.
   *
   * @param decision which policy and rule allowed it, or which policies select the pod and allow
   *     none
   */
  record Judged(PolicyDecision decision) implements Step {

    public boolean isAllowed() {
      return decision.isAllowed();
    }

    @Override
    public String verb() {
      return isAllowed() ? "allowed" : "denied";
    }

    @Override
    public String text() {
      return decision.reason();
    }
  }

  /**
   * The packet reached a socket.
   *
   * @param receiver who has the socket: {@code pod shop/api-1}
   */
  record Delivered(String receiver) implements Step {
    @Override
    public String text() {
      return "to " + receiver;
    }
  }

  /**
   * The packet went no further for a reason that is no rule.
   *
   * @param cause why: a closed port, an address that no host has
   */
  record Stopped(Cause cause) implements Step {
    @Override
    public String text() {
      return cause.toString();
    }
  }
}
