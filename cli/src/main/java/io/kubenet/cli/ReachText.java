package io.kubenet.cli;

import com.google.common.base.Strings;
import io.kubenet.Connection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Outcomes as a table for people.
 *
 * @param palette its colours
 */
record ReachText(Palette palette) {

  String of(Reach reach) {
    List<Connection> ways = reach.connections().list();
    int width = ways.stream().mapToInt(way -> exact(way).length()).max().orElse(0);
    return ways.stream()
        .map(way -> line(way, width) + Unheeded.mark(reach.unheeded().by(reach.probe(), way)))
        .collect(Collectors.joining("\n", reach.probe().title() + "\n", ""));
  }

  private String line(Connection way, int width) {
    return "  %s  %s  %s  %s"
        .formatted(
            WayLines.percentage(way.probability()),
            Strings.padEnd(exact(way), width, ' '),
            way.isEstablished() ? palette.good(verdict(way)) : palette.bad(verdict(way)),
            rest(way));
  }

  private static String exact(Connection way) {
    return way.probability().toString();
  }

  private static String verdict(Connection way) {
    return Strings.padEnd(way.verdict().toString(), "ESTABLISHED".length(), ' ');
  }

  private static String rest(Connection way) {
    return way.endpoint()
        .map(
            endpoint ->
                endpoint
                    + " at "
                    + way.address().map(Object::toString).orElse("")
                    + ", which sees "
                    + way.clientIp().map(Object::toString).orElse(""))
        .orElse(way.outcome().because());
  }
}
