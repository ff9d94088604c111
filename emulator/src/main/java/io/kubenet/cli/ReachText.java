package io.kubenet.cli;

import io.kubenet.Connection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Outcomes as a table for people. */
final class ReachText {

  private ReachText() {}

  static String of(Reach reach) {
    Probe probe = reach.probe();
    String title =
        probe.protocol()
            + " "
            + probe.from()
            + " -> "
            + probe.to()
            + probe.via().map(node -> " via " + node).orElse("");
    return reach.connections().stream()
        .map(ReachText::line)
        .collect(Collectors.joining("\n", title + "\n", ""));
  }

  private static String line(Connection connection) {
    return String.format(
        Locale.ROOT,
        "  %6.2f%%  %-19s  %s",
        100 * connection.probability().doubleValue(),
        connection.verdict(),
        rest(connection));
  }

  private static String rest(Connection connection) {
    return connection
        .endpoint()
        .map(
            endpoint ->
                endpoint
                    + " at "
                    + connection.address().map(Object::toString).orElse("")
                    + ", which sees "
                    + connection.clientIp().map(Object::toString).orElse(""))
        .orElse(connection.outcome().because());
  }
}
