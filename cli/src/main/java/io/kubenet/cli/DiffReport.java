package io.kubenet.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.Traffic.Ending;
import io.kubenet.cli.TrafficDifference.Change;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a change changes, for people.
 *
 * @param palette its colours
 */
record DiffReport(Palette palette) {

  private static final String INDENT = "    ";

  /** What differs, and in the same manner for several connections. */
  private record Same(Change change, List<String> lines) {

    static Same of(TrafficDifference difference) {
      return new Same(
          difference.change(),
          Stream.concat(lines("before", difference.before()), lines("after", difference.after()))
              .toList());
    }

    private static Stream<String> lines(String when, Optional<List<Ending>> endings) {
      List<String> ways = endings.map(WayLines::of).orElse(ImmutableList.of("not there"));
      return IntStream.range(0, ways.size())
          .mapToObj(way -> "%-6s  %s".formatted(way == 0 ? when : "", ways.get(way)));
    }
  }

  /** The same difference of several clients at one door, or of the same clients at several. */
  private record At<T>(T place, Same same) {}

  String of(List<TrafficDifference> differences) {
    Map<At<String>, List<String>> clients = new LinkedHashMap<>();
    for (TrafficDifference difference : differences) {
      if (difference.change() != Change.ROUNDED) {
        add(
            clients,
            new At<>(difference.between().to(), Same.of(difference)),
            difference.between().from());
      }
    }
    Map<At<List<String>>, List<String>> doors = new LinkedHashMap<>();
    clients.forEach((at, from) -> add(doors, new At<>(from, at.same()), at.place()));
    return doors.entrySet().stream()
            .map(entry -> lines(entry.getKey(), entry.getValue()))
            .collect(joining())
        + summary(differences);
  }

  private static <K> void add(Map<K, List<String>> map, K key, String value) {
    map.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
  }

  private String lines(At<List<String>> clients, List<String> doors) {
    String title = String.join(", ", clients.place()) + " -> " + String.join(", ", doors);
    return Stream.concat(
            Stream.of(titled(clients.same().change(), title)),
            clients.same().lines().stream().map(INDENT::concat))
        .map(line -> line + "\n")
        .collect(joining());
  }

  private String titled(Change change, String title) {
    return switch (change) {
      case MADE -> palette.good("+ " + title);
      case LOST -> palette.bad("- " + title);
      default -> palette.suspicious("~ " + title);
    };
  }

  private static String summary(List<TrafficDifference> differences) {
    Map<Change, Integer> counts = new EnumMap<>(Change.class);
    differences.forEach(difference -> counts.merge(difference.change(), 1, Integer::sum));
    int made = counts.getOrDefault(Change.MADE, 0);
    int lost = counts.getOrDefault(Change.LOST, 0);
    int changed = counts.getOrDefault(Change.CHANGED, 0);
    int rounded = counts.getOrDefault(Change.ROUNDED, 0);
    int all = made + lost + changed;
    String told =
        all == 0
            ? "no connection changes"
            : "%d connection%s: %d made, %d lost, %d otherwise"
                .formatted(all, all == 1 ? " changes" : "s change", made, lost, changed);
    return rounded == 0
        ? told
        : told + "; of %d more the shares are rounded otherwise".formatted(rounded);
  }
}
