package io.kubenet.assertj;

import com.google.common.collect.ImmutableSet;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.Location;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.data.Percentage;

/**
 * Assertions on every way that a connection can go. They judge exact probabilities, so none of them
 * is ever flaky; a failed one tells all shares, and the ways that it did not expect.
 */
public class ConnectionsAssert extends AbstractAssert<ConnectionsAssert, Connections> {

  private static final int MOST_STORIES = 3;

  public ConnectionsAssert(Connections actual) {
    super(actual, ConnectionsAssert.class);
  }

  /**
   * Verifies that these endpoints, and nobody else, serve the connection, and that their shares
   * differ by no more than the kernel's rounding: iptables compares 31 random bits with a rounded
   * number for each endpoint, nftables scales 32.
   */
  public ConnectionsAssert areSharedEvenlyBy(String... endpoints) {
    areSharedBy(endpoints);
    Fraction even = Fraction.of(1, endpoints.length);
    Fraction rounding = Fraction.of(endpoints.length, 1L << 31);
    return areWithin(even, rounding, "be shared evenly by " + String.join(", ", endpoints));
  }

  /** Verifies that these endpoints, and nobody else, serve the connection, with any shares. */
  public ConnectionsAssert areSharedBy(String... endpoints) {
    isNotNull();
    if (endpoints.length == 0) {
      throw new IllegalArgumentException("no endpoint is named");
    }
    Set<String> wanted = ImmutableSet.copyOf(endpoints);
    boolean isComplete = table().shares().keySet().equals(wanted);
    if (!isComplete) {
      throw failed(
          "be shared by " + String.join(", ", endpoints),
          connection -> !wanted.contains(ShareTable.ending(connection)));
    }
    return myself;
  }

  /** Verifies that all who serve have the same share, more or less this much of it. */
  public ConnectionsAssert areSharedEvenlyWithin(Percentage tolerance) {
    allAreEstablished();
    Fraction even = Fraction.of(1, table().shares().size());
    Fraction allowed = even.times(Exact.percentage(tolerance));
    return areWithin(even, allowed, "be shared evenly within " + tolerance);
  }

  private ConnectionsAssert areWithin(Fraction even, Fraction allowed, String wish) {
    boolean isEven =
        table().shares().values().stream()
            .allMatch(share -> Exact.difference(share, even).compareTo(allowed) <= 0);
    if (!isEven) {
      throw failed(wish, connection -> false);
    }
    return myself;
  }

  /**
   * Verifies the exact share of an endpoint, or of a verdict where nobody serves ({@code
   * TIMED_OUT}): {@code hasShare("shop/api-1", 715827883, 2147483648L)}.
   */
  public ConnectionsAssert hasShare(String ending, long numerator, long denominator) {
    isNotNull();
    Fraction expected = Fraction.of(numerator, denominator);
    if (!table().of(ending).equals(expected)) {
      throw failed("go to " + ending + " with probability " + expected, connection -> false);
    }
    return myself;
  }

  /** Verifies that the connection is established, whatever chance decides. */
  public ConnectionsAssert allAreEstablished() {
    return all("be established", Connection::isEstablished);
  }

  /** Verifies that the connection ends so, whatever chance decides. */
  public ConnectionsAssert allHaveVerdict(Verdict verdict) {
    return all("end " + verdict, connection -> connection.verdict() == verdict);
  }

  /** Verifies that nothing ever comes back. */
  public ConnectionsAssert allAreTimedOut() {
    return allHaveVerdict(Verdict.TIMED_OUT);
  }

  /** Verifies that the connection is always refused. */
  public ConnectionsAssert allAreRefused() {
    return allHaveVerdict(Verdict.REFUSED);
  }

  /** Verifies that one endpoint serves, whatever chance decides, as session affinity has it. */
  public ConnectionsAssert allAreServedBy(String endpoint) {
    return all(
        "be served by " + Picture.named(endpoint),
        connection -> connection.endpoint().equals(Optional.of(endpoint)));
  }

  /** Verifies that chance decides nothing: one endpoint serves, whichever it is. */
  public ConnectionsAssert areSticky() {
    allAreEstablished();
    if (table().shares().size() > 1) {
      throw failed("be served by one endpoint alone", connection -> true);
    }
    return myself;
  }

  /** Verifies that whoever serves sees the client's own address. */
  public ConnectionsAssert allPreserveClientIp() {
    return all("preserve the client's address", Picture::preservesClientIp);
  }

  /** Verifies the addresses that those who serve may take for the client's. */
  public ConnectionsAssert allAreSeenAs(String... addresses) {
    List<Optional<IpAddress>> expected =
        Arrays.stream(addresses).map(IpAddress::of).map(Optional::of).toList();
    return all(
        "be seen as coming from " + String.join(" or ", addresses),
        connection -> expected.contains(connection.clientIp()));
  }

  /** Verifies the node of whoever serves. */
  public ConnectionsAssert allAreServedOnNode(String node) {
    return all(
        "be served on node " + node,
        connection -> connection.endpointLocation().node().equals(Optional.of(node)));
  }

  /** Verifies that the connection never leaves the client's node. */
  public ConnectionsAssert allStayOnNode() {
    return all("stay on the client's node", connection -> stays(connection, Location::node));
  }

  /** Verifies the zone of whoever serves. */
  public ConnectionsAssert allAreServedInZone(String zone) {
    return all(
        "be served in zone " + zone,
        connection -> connection.endpointLocation().zone().equals(Optional.of(zone)));
  }

  /** Verifies that the connection never leaves the client's zone. */
  public ConnectionsAssert allStayInZone() {
    return all("stay in the client's zone", connection -> stays(connection, Location::zone));
  }

  private static boolean stays(Connection connection, Function<Location, Optional<String>> part) {
    Optional<String> home = part.apply(connection.clientLocation());
    return home.isPresent() && home.equals(part.apply(connection.endpointLocation()));
  }

  /**
   * Verifies something of every way.
   *
   * @param wish what it is, as a failure says it after "to"
   */
  public ConnectionsAssert all(String wish, Predicate<Connection> condition) {
    isNotNull();
    if (!actual.list().stream().allMatch(condition)) {
      throw failed(wish, condition.negate());
    }
    return myself;
  }

  /** Assertions on the way that an endpoint serves. */
  public ConnectionAssert theOneServedBy(String endpoint) {
    isNotNull();
    Connection served =
        actual.list().stream()
            .filter(connection -> connection.endpoint().equals(Optional.of(endpoint)))
            .findFirst()
            .orElseThrow(() -> failed("be served by " + Picture.named(endpoint), way -> true));
    return new ConnectionAssert(served).as(descriptionText());
  }

  private ShareTable table() {
    return ShareTable.of(actual);
  }

  private AssertionError failed(String wish, Predicate<Connection> isUnexpected) {
    String title = actual.list().stream().findFirst().map(Connection::title).orElse("none");
    List<Connection> unexpected = actual.list().stream().filter(isUnexpected).toList();
    String stories =
        unexpected.stream()
            .limit(MOST_STORIES)
            .map(way -> "\n\nwith probability " + way.probability() + " it " + story(way))
            .collect(Collectors.joining());
    int more = unexpected.size() - MOST_STORIES;
    return failure(
        "%s",
        "\nExpected every way of connection\n  "
            + title
            + "\nto "
            + wish
            + "\nbut the shares are:\n"
            + table().text()
            + stories
            + (more > 0 ? "\n\nand " + more + " more ways" : ""));
  }

  private static String story(Connection way) {
    String story = way.story().stripTrailing();
    return way.summary() + (story.isEmpty() ? "" : ":\n" + story);
  }
}
