package io.kubenet.assertj;

import io.kubenet.Connection;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Trace;
import io.kubenet.trace.Verdict;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a connection; a failed one tells its whole way, host by host, rule by rule. */
public class ConnectionAssert extends AbstractAssert<ConnectionAssert, Connection> {

  public ConnectionAssert(Connection actual) {
    super(actual, ConnectionAssert.class);
  }

  /** Verifies that the reply came home as sent. */
  public ConnectionAssert isEstablished() {
    return hasVerdict(Verdict.ESTABLISHED);
  }

  /** Verifies that a RST or an ICMP port unreachable came back. */
  public ConnectionAssert isRefused() {
    return hasVerdict(Verdict.REFUSED);
  }

  /** Verifies that the connection was reset after it was open. */
  public ConnectionAssert isReset() {
    return hasVerdict(Verdict.RESET);
  }

  /** Verifies that nothing came back. */
  public ConnectionAssert isTimedOut() {
    return hasVerdict(Verdict.TIMED_OUT);
  }

  /** Verifies that nobody answered for the address on its link. */
  public ConnectionAssert isHostUnreachable() {
    return hasVerdict(Verdict.HOST_UNREACHABLE);
  }

  /** Verifies that there is no route to the address. */
  public ConnectionAssert isNetworkUnreachable() {
    return hasVerdict(Verdict.NETWORK_UNREACHABLE);
  }

  /** Verifies that the sender's own rules forbade the datagram. */
  public ConnectionAssert isNotPermitted() {
    return hasVerdict(Verdict.NOT_PERMITTED);
  }

  /** Verifies that the name does not exist. */
  public ConnectionAssert isToAnUnknownName() {
    return hasVerdict(Verdict.NXDOMAIN);
  }

  /** Verifies what the one who connects sees. */
  public ConnectionAssert hasVerdict(Verdict expected) {
    isNotNull();
    if (actual.verdict() != expected) {
      String wish = expected == Verdict.ESTABLISHED ? "be established" : "end " + expected;
      throw failureWithActualExpected(
          actual.verdict(), expected, "%s", Picture.of(actual).wishing(wish, actual.summary()));
    }
    return myself;
  }

  /** Verifies that what caused the outcome says this. */
  public ConnectionAssert hasCause(String text) {
    isNotNull();
    if (!actual.outcome().because().contains(text)) {
      throw failed("have a cause that says '" + text + "'");
    }
    return myself;
  }

  /**
   * Verifies that it was denied by a policy, or by several of which this is one.
   *
   * @param policy its namespace and name: {@code shop/default-deny}; its name alone for an
   *     AdminNetworkPolicy, {@code default} for the baseline
   */
  public ConnectionAssert isDeniedByPolicy(String policy) {
    isNotNull();
    if (!isDeniedBy(policy)) {
      throw failed("be denied by policy " + policy);
    }
    return myself;
  }

  private boolean isDeniedBy(String policy) {
    return !actual.isEstablished()
        && actual
            .outcome()
            .cause()
            .decision()
            .filter(decision -> DecidingPolicies.include(decision, policy))
            .isPresent();
  }

  /**
   * Verifies what kind of cause it failed of: {@code failedBecauseOf(Cause.ClosedPort.class)}.
   *
   * <p>Where only its reply was lost, the cause of that is meant too.
   */
  public ConnectionAssert failedBecauseOf(Class<? extends Cause> cause) {
    isNotNull();
    if (actual.isEstablished() || causes().noneMatch(cause::isInstance)) {
      throw failed("fail because of " + cause.getSimpleName());
    }
    return myself;
  }

  private Stream<Cause> causes() {
    Cause cause = actual.outcome().cause();
    return cause instanceof Cause.ReplyLost lost ? Stream.of(lost, lost.cause()) : Stream.of(cause);
  }

  /**
   * Verifies that a rule, or the policy of a chain, is what it failed of.
   *
   * @param chain the chain: {@code KUBE-FORWARD}
   */
  public ConnectionAssert failedBecauseOfRule(String chain) {
    isNotNull();
    boolean isMeant =
        actual.outcome().rule().filter(rule -> rule.chain().equals(chain)).isPresent();
    if (actual.isEstablished() || !isMeant) {
      throw failed("fail because of a rule of " + chain);
    }
    return myself;
  }

  /**
   * Verifies who served it: {@code shop/api-1} for a pod, {@code node/node-a}, {@code
   * external/203.0.113.7}.
   */
  public ConnectionAssert isServedBy(String endpoint) {
    isNotNull();
    if (!actual.endpoint().equals(Optional.of(endpoint))) {
      throw failed("be served by " + Picture.named(endpoint));
    }
    return myself;
  }

  /** Verifies the address and port that served it, after all translation. */
  public ConnectionAssert isServedAt(String address, int port) {
    isNotNull();
    IpPort expected = new IpPort(IpAddress.of(address), port);
    if (!actual.address().equals(Optional.of(expected))) {
      throw failed("be served at " + expected, actual.address().map(at -> "at " + at));
    }
    return myself;
  }

  /** Verifies the node of who served it. */
  public ConnectionAssert isServedOnNode(String node) {
    isNotNull();
    Optional<String> served = actual.endpointLocation().node();
    if (!served.equals(Optional.of(node))) {
      throw failed("be served on node " + node, served.map(name -> "on node " + name));
    }
    return myself;
  }

  /** Verifies the zone of who served it. */
  public ConnectionAssert isServedInZone(String zone) {
    isNotNull();
    Optional<String> served = actual.endpointLocation().zone();
    if (!served.equals(Optional.of(zone))) {
      String instead = served.map(name -> "in zone " + name).orElse("in no zone");
      throw failed("be served in zone " + zone, actual.endpoint().map(endpoint -> instead));
    }
    return myself;
  }

  /** Verifies that the one who served it saw the client's own address. */
  public ConnectionAssert preservesClientIp() {
    isNotNull();
    if (!Picture.preservesClientIp(actual)) {
      throw failed("preserve the client's address", seenAs());
    }
    return myself;
  }

  /** Verifies the address that the one who served it took for the client's. */
  public ConnectionAssert isSeenAs(String address) {
    isNotNull();
    if (!actual.clientIp().equals(Optional.of(IpAddress.of(address)))) {
      throw failed("be seen as coming from " + address, seenAs());
    }
    return myself;
  }

  private Optional<String> seenAs() {
    return actual.clientIp().map(ip -> "as coming from " + ip);
  }

  /** Assertions on the way of its first packet. */
  public TraceAssert request() {
    isNotNull();
    return trace(actual.request(), "have sent a packet");
  }

  /** Assertions on the way of what came back. */
  public TraceAssert reply() {
    isNotNull();
    return trace(actual.reply(), "have been answered");
  }

  /** Verifies something of the way of its first packet; for soft assertions too. */
  public ConnectionAssert requestSatisfies(Consumer<TraceAssert> requirements) {
    requirements.accept(request());
    return myself;
  }

  /** Verifies something of the way of what came back; for soft assertions too. */
  public ConnectionAssert replySatisfies(Consumer<TraceAssert> requirements) {
    requirements.accept(reply());
    return myself;
  }

  private TraceAssert trace(Optional<Trace> trace, String wish) {
    TraceAssert assertions = new TraceAssert(trace.orElseThrow(() -> failed(wish)));
    return assertions.as(descriptionText());
  }

  private AssertionError failed(String wish) {
    return failure("%s", Picture.of(actual).wishing(wish, actual.summary()));
  }

  /** How it ended, and what the wish was about, where that is known. */
  private AssertionError failed(String wish, Optional<String> instead) {
    String summary = instead.map(text -> actual.summary() + ", " + text).orElseGet(actual::summary);
    return failure("%s", Picture.of(actual).wishing(wish, summary));
  }
}
