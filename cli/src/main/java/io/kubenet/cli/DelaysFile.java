package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.time.Application;
import io.kubenet.time.ApplicationRule;
import io.kubenet.time.DelayInterval;
import io.kubenet.time.DelayRow;
import io.kubenet.time.Delays;
import io.kubenet.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads delays: rows of {@code kubenet timeline --show-delays}, each {@code {min: 50ms, max:
 * 500ms}}, and what applications do in {@code containers}. Rows that are left out are typical.
 */
final class DelaysFile {

  private static final String CONTAINERS = "containers";
  private static final List<String> INTERVAL = ImmutableList.of("min", "max");
  private static final List<String> APPLICATION =
      ImmutableList.of("pod", "container", "listensAfter", "onSigterm", "drain");

  private DelaysFile() {}

  /** The delays that an option names: {@code none}, {@code typical}, or a file. */
  static Delays of(String option) {
    return switch (option) {
      case "none" -> Delays.none();
      case "typical" -> Delays.typical();
      default -> read(ManifestReader.source(Path.of(option)));
    };
  }

  /**
   * Reads a file's text.
   *
   * @throws ManifestException if it holds no delays; says where
   */
  static Delays read(TextSource source) {
    Delays delays = Delays.typical();
    for (LocatedTree document : source.documents()) {
      for (Map.Entry<String, LocatedTree> row : document.fields().entrySet()) {
        delays =
            row.getKey().equals(CONTAINERS)
                ? withContainers(delays, row.getValue())
                : delays.with(row(row.getKey(), row.getValue()), interval(row.getValue()));
      }
    }
    return delays;
  }

  private static DelayRow row(String label, LocatedTree tree) {
    return DelayRow.labelled(label)
        .orElseThrow(
            () ->
                tree.error(
                    "'"
                        + label
                        + "' is not a delay; expected containers or one of "
                        + Arrays.stream(DelayRow.values())
                            .map(DelayRow::label)
                            .collect(Collectors.joining(", "))));
  }

  private static DelayInterval interval(LocatedTree tree) {
    if (!tree.node().isObject()) {
      return DelayInterval.exactly(duration(tree));
    }
    tree.allowOnly(INTERVAL);
    try {
      return new DelayInterval(duration(tree.get("min")), duration(tree.get("max")));
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  private static Duration duration(LocatedTree tree) {
    try {
      return Durations.of(tree.node().isInt() ? tree.integer() + "s" : tree.text());
    } catch (IllegalArgumentException e) {
      throw tree.error(e.getMessage());
    }
  }

  private static Delays withContainers(Delays before, LocatedTree list) {
    Delays delays = before;
    for (LocatedTree container : list.items()) {
      container.allowOnly(APPLICATION);
      delays =
          delays.with(
              new ApplicationRule(
                  container.get("pod").text(),
                  container.get("container").optionalText(),
                  application(container)));
    }
    return delays;
  }

  private static Application application(LocatedTree tree) {
    Application application = Application.DEFAULT;
    LocatedTree listens = tree.get("listensAfter");
    if (!listens.isAbsent()) {
      application =
          listens.node().asText().equals("never")
              ? application.neverListening()
              : application.withListensAfter(duration(listens));
    }
    LocatedTree drain = tree.get("drain");
    Duration draining = drain.isAbsent() ? Duration.ZERO : duration(drain);
    String reaction =
        tree.get("onSigterm").optionalText().orElse(drain.isAbsent() ? "exit" : "drain");
    return switch (reaction) {
      case "exit" -> application;
      case "drain" -> application.draining(draining);
      case "ignore" -> application.ignoringSigterm();
      default ->
          throw tree.get("onSigterm")
              .error("'" + reaction + "' is not a reaction; expected exit, drain or ignore");
    };
  }
}
