package io.kubenet.controlplane;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the control plane over time against what the real one did, second by second. */
class RecordedTimelinesTest {

  private static int agreeing;
  private static int run;

  @ParameterizedTest
  @MethodSource("timelines")
  void everySecondIsAsItWasRecorded(RecordedTimeline recorded) {
    run++;

    TimelineWatch watch = new TimelineRun(recorded).run();

    assertThat(differences(recorded, watch)).as(recorded.name()).isEmpty();
    agreeing++;
  }

  static List<RecordedTimeline> timelines() {
    return RecordedTimeline.all();
  }

  @AfterAll
  static void tellHowManyAgree() {
    System.out.println(agreeing + " of " + run + " timelines agree");
  }

  /** How the run differs in the way to exchange nodes that fits best. */
  private static String differences(RecordedTimeline recorded, TimelineWatch watch) {
    Map<Integer, List<String>> wanted = recorded.lines();
    List<String> found = new ArrayList<>();
    for (Map<String, String> exchanged : recorded.permutations()) {
      found.add(differences(wanted, watch.lines(recorded, exchanged)));
    }
    return found.stream().min(Comparator.comparing(String::length)).orElseThrow();
  }

  private static String differences(
      Map<Integer, List<String>> wanted, Map<Integer, List<String>> found) {
    TreeSet<Integer> seconds = new TreeSet<>(wanted.keySet());
    seconds.addAll(found.keySet());
    return seconds.stream()
        .map(
            at ->
                difference(
                    at, wanted.getOrDefault(at, List.of()), found.getOrDefault(at, List.of())))
        .filter(text -> !text.isEmpty())
        .collect(joining("\n"));
  }

  private static String difference(int at, List<String> wanted, List<String> found) {
    List<String> lines = new ArrayList<>();
    wanted.stream().filter(line -> !found.contains(line)).forEach(line -> lines.add("  - " + line));
    found.stream().filter(line -> !wanted.contains(line)).forEach(line -> lines.add("  + " + line));
    return lines.isEmpty() ? "" : "second " + at + "\n" + String.join("\n", lines);
  }
}
