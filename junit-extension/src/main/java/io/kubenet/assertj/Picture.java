package io.kubenet.assertj;

import io.kubenet.Connection;
import java.util.stream.Collectors;

/**
 * A thing that an assertion judged, as its failure shows it.
 *
 * @param kind what it is: {@code connection}
 * @param title which one
 * @param story all that happened
 */
record Picture(String kind, String title, String story) {

  static Picture of(Connection connection) {
    return new Picture("connection", connection.title(), connection.story());
  }

  /** The picture, between what was wished and how it was. */
  String wishing(String wish, String instead) {
    return "\nExpected "
        + kind
        + "\n"
        + indented(title)
        + "\nto "
        + wish
        + "\nbut it "
        + instead
        + (story.isEmpty() ? "" : ":\n" + story.stripTrailing());
  }

  private static String indented(String text) {
    return text.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  /** An endpoint as traces name it: {@code pod shop/api-1}, {@code node node-a}. */
  static String named(String endpoint) {
    return endpoint.startsWith("node/") || endpoint.startsWith("external/")
        ? endpoint.replaceFirst("/", " ")
        : "pod " + endpoint;
  }

  /** Whether the one who served a connection saw the address that it was sent from. */
  static boolean preservesClientIp(Connection connection) {
    return connection.isEstablished()
        && connection.clientIp().equals(connection.request().map(trace -> trace.packet().source()));
  }
}
