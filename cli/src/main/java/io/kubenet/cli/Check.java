package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Connections;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An expectation, and how what happens differs from it.
 *
 * @param expectation the expectation
 * @param differences each in a line; none where it holds
 */
record Check(Expectation expectation, List<String> differences) {

  static Check of(Expectation expectation, Cluster cluster) {
    Connections ways = expectation.probe().every(cluster);
    return new Check(
        expectation,
        Stream.of(
                verdicts(expectation, ways),
                endpoints(expectation, ways.shares()),
                clients(expectation, ways))
            .flatMap(found -> found)
            .distinct()
            .collect(ImmutableList.toImmutableList()));
  }

  boolean holds() {
    return differences.isEmpty();
  }

  private static Stream<String> verdicts(Expectation expected, Connections ways) {
    return ways.stream()
        .filter(way -> way.verdict() != expected.verdict())
        .map(
            way ->
                "expected %s, but with probability %s it %s"
                    .formatted(expected.verdict(), way.probability(), way.summary()));
  }

  private static Stream<String> endpoints(Expectation expected, Map<String, Fraction> shares) {
    return expected.endpoints().isEmpty()
        ? Stream.empty()
        : Sets.union(expected.endpoints().keySet(), shares.keySet()).stream()
            .flatMap(endpoint -> share(endpoint, expected, shares));
  }

  private static Stream<String> share(
      String endpoint, Expectation expected, Map<String, Fraction> shares) {
    Fraction actual = shares.getOrDefault(endpoint, Fraction.ZERO);
    if (!expected.endpoints().containsKey(endpoint)) {
      return Stream.of("expected nothing at %s, but it gets %s".formatted(endpoint, actual));
    }
    Optional<Share> share = expected.endpoints().get(endpoint);
    boolean holds = share.map(wanted -> wanted.isAbout(actual)).orElse(!actual.isZero());
    return holds
        ? Stream.empty()
        : Stream.of(
            "expected %s at %s, but it gets %s"
                .formatted(share.map(Share::toString).orElse("some"), endpoint, actual));
  }

  private static Stream<String> clients(Expectation expected, Connections ways) {
    return ways.stream()
        .filter(way -> way.clientIp().isPresent() && !seesWhatIsExpected(expected, way))
        .map(
            way ->
                "expected the client's address to be %s, but %s sees %s"
                    .formatted(
                        expected.clientIp().orElse(""),
                        way.endpoint().orElse(""),
                        way.clientIp().map(IpAddress::toString).orElse("")));
  }

  private static boolean seesWhatIsExpected(Expectation expected, Connection way) {
    Optional<String> seen = way.clientIp().map(IpAddress::toString);
    return expected
        .clientIp()
        .map(
            wanted ->
                wanted.equals("preserved")
                    ? way.request().map(trace -> trace.packet().source()).equals(way.clientIp())
                    : seen.equals(Optional.of(wanted)))
        .orElse(true);
  }
}
