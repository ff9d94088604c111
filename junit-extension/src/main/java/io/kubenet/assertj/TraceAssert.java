package io.kubenet.assertj;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Hop;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import io.kubenet.trace.Step.Accepted;
import io.kubenet.trace.Step.Dropped;
import io.kubenet.trace.Step.Judged;
import io.kubenet.trace.Step.Marked;
import io.kubenet.trace.Step.Matched;
import io.kubenet.trace.Step.Rejected;
import io.kubenet.trace.Step.Translated;
import io.kubenet.trace.Trace;
import io.kubenet.trace.TraceText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the way of a packet; a failed one tells the whole way. */
public class TraceAssert extends AbstractAssert<TraceAssert, Trace> {

  public TraceAssert(Trace actual) {
    super(actual, TraceAssert.class);
  }

  /** Verifies that a rule or the policy of a chain dropped the packet. */
  public TraceAssert isDroppedBy(String chain) {
    return isDroppedBy(chain, "");
  }

  /**
   * Verifies that a rule dropped the packet.
   *
   * @param chain the rule's chain
   * @param comment what its comment, or the rule itself, says
   */
  public TraceAssert isDroppedBy(String chain, String comment) {
    return has(
        "be dropped by " + rule(chain, comment),
        Dropped.class,
        step -> isMeant(step.rule(), chain, comment));
  }

  /** Verifies that a rule of a chain rejected the packet. */
  public TraceAssert isRejectedBy(String chain) {
    return isRejectedBy(chain, "");
  }

  /**
   * Verifies that a rule rejected the packet.
   *
   * @param chain the rule's chain
   * @param comment what its comment, or the rule itself, says
   */
  public TraceAssert isRejectedBy(String chain, String comment) {
    return has(
        "be rejected by " + rule(chain, comment),
        Rejected.class,
        step -> isMeant(step.rule(), chain, comment));
  }

  /** Verifies that a rule of a chain did something to the packet. */
  public TraceAssert matchesRule(String chain) {
    return matchesRule(chain, "");
  }

  /**
   * Verifies that a rule did something to the packet.
   *
   * @param chain the rule's chain
   * @param comment what its comment, or the rule itself, says
   */
  public TraceAssert matchesRule(String chain, String comment) {
    return has(
        "match " + rule(chain, comment),
        Step.class,
        step -> ruleOf(step).filter(rule -> isMeant(rule, chain, comment)).isPresent());
  }

  /** Verifies that no rule of a chain did anything to the packet. */
  public TraceAssert doesNotMatch(String chain) {
    isNotNull();
    boolean isMatched =
        steps().anyMatch(step -> ruleOf(step).filter(rule -> isMeant(rule, chain, "")).isPresent());
    if (isMatched) {
      throw failed("match no rule of " + chain);
    }
    return myself;
  }

  /** Verifies that the packet's destination became this, at some host. */
  public TraceAssert isTranslatedTo(String address, int port) {
    IpPort expected = new IpPort(IpAddress.of(address), port);
    return has(
        "be translated to " + expected,
        Translated.class,
        step ->
            step.after().destinationEnd().equals(expected)
                && !step.before().destinationEnd().equals(expected));
  }

  /** Verifies that the packet was given this source address, and a port of its own, at a host. */
  public TraceAssert isMasqueradedAs(String address) {
    IpAddress expected = IpAddress.of(address);
    return has(
        "be masqueraded as " + expected,
        Translated.class,
        step -> step.after().source().equals(expected) && changesSource(step));
  }

  /** Verifies that the packet's source address and port stayed as they were. */
  public TraceAssert isNotMasqueraded() {
    isNotNull();
    boolean isMasqueraded = steps(Translated.class).anyMatch(TraceAssert::changesSource);
    if (isMasqueraded) {
      throw failed("keep its source address");
    }
    return myself;
  }

  private static boolean changesSource(Translated step) {
    return !step.after().sourceEnd().equals(step.before().sourceEnd());
  }

  /** Verifies that network policies let the packet pass, for a reason that says this. */
  public TraceAssert isAllowedBy(String reason) {
    return has(
        "be allowed by " + reason,
        Judged.class,
        step -> step.isAllowed() && step.text().contains(reason));
  }

  /** Verifies that network policies denied the packet, for a reason that says this. */
  public TraceAssert isDeniedBy(String reason) {
    return has(
        "be denied by " + reason,
        Judged.class,
        step -> !step.isAllowed() && step.text().contains(reason));
  }

  /**
   * Verifies that a policy is among those that let the packet pass.
   *
   * @param policy its namespace and name: {@code shop/allow-web}; its name alone for an
   *     AdminNetworkPolicy, {@code default} for the baseline
   */
  public TraceAssert isAllowedByPolicy(String policy) {
    return has(
        "be allowed by policy " + policy,
        Judged.class,
        step -> step.isAllowed() && DecidingPolicies.include(step.decision(), policy));
  }

  /**
   * Verifies that a policy is among those that denied the packet.
   *
   * @param policy its namespace and name: {@code shop/default-deny}; its name alone for an
   *     AdminNetworkPolicy, {@code default} for the baseline
   */
  public TraceAssert isDeniedByPolicy(String policy) {
    return has(
        "be denied by policy " + policy,
        Judged.class,
        step -> !step.isAllowed() && DecidingPolicies.include(step.decision(), policy));
  }

  /** Verifies that the packet passed a host: {@code node-a}, {@code pod shop/api-1}. */
  public TraceAssert visits(String host) {
    isNotNull();
    if (!hosts().contains(host)) {
      throw failed("visit " + host);
    }
    return myself;
  }

  /** Verifies that the packet never came by a host. */
  public TraceAssert doesNotVisit(String host) {
    isNotNull();
    if (hosts().contains(host)) {
      throw failed("not visit " + host);
    }
    return myself;
  }

  /** Verifies all hosts that the packet passed, in order. */
  public TraceAssert visitsExactly(String... hosts) {
    isNotNull();
    if (!hosts().equals(List.of(hosts))) {
      throw failed("visit exactly " + String.join(", ", hosts));
    }
    return myself;
  }

  private List<String> hosts() {
    return actual.hops().stream().map(Hop::host).toList();
  }

  private <S extends Step> TraceAssert has(String wish, Class<S> type, Predicate<S> condition) {
    isNotNull();
    if (steps(type).noneMatch(condition)) {
      throw failed(wish);
    }
    return myself;
  }

  private Stream<Step> steps() {
    return actual.hops().stream().flatMap(hop -> hop.steps().stream());
  }

  private <S extends Step> Stream<S> steps(Class<S> type) {
    return steps().filter(type::isInstance).map(type::cast);
  }

  private static boolean isMeant(RuleRef rule, String chain, String comment) {
    return rule.chain().equals(chain)
        && (rule.comment().contains(comment) || rule.text().contains(comment));
  }

  private static String rule(String chain, String comment) {
    return comment.isEmpty() ? chain : chain + "  /* " + comment + " */";
  }

  private static Optional<RuleRef> ruleOf(Step step) {
    if (step instanceof Matched matched) {
      return Optional.of(matched.rule());
    }
    if (step instanceof Marked marked) {
      return Optional.of(marked.rule());
    }
    if (step instanceof Translated translated) {
      return translated.rule();
    }
    if (step instanceof Accepted accepted) {
      return Optional.of(accepted.rule());
    }
    if (step instanceof Dropped dropped) {
      return Optional.of(dropped.rule());
    }
    return step instanceof Rejected rejected ? Optional.of(rejected.rule()) : Optional.empty();
  }

  /** What became of it: the last step says it. */
  private String ending() {
    return steps()
        .reduce((before, last) -> last)
        .map(last -> "was " + last.verb() + " " + by(last) + last.text())
        .orElse("went nowhere");
  }

  private static String by(Step step) {
    return step instanceof Dropped || step instanceof Rejected || step instanceof Judged
        ? "by "
        : "";
  }

  private AssertionError failed(String wish) {
    Picture picture = new Picture("packet", actual.packet().toString(), TraceText.of(actual, "  "));
    return failure("%s", picture.wishing(wish, ending()));
  }
}
