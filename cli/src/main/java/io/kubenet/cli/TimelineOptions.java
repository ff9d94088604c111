package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Load;
import io.kubenet.Script;
import io.kubenet.html.Pages;
import io.kubenet.time.Durations;
import io.kubenet.timeline.Timeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of commands that follow a change over time. */
final class TimelineOptions {

  /** When the change comes: what was before can be seen too. */
  static final Duration CHANGE = Duration.ofSeconds(1);

  private static final String IDLE = "idle";

  @Mixin private ClusterOptions cluster;
  @Mixin private PageOutputOption output;

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<ProbeOptions> probes;

  @Option(
      names = "--then",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Manifests that are applied after one second.")
  private List<ManifestInput> then = ImmutableList.of();

  @Option(
      names = "--delays",
      defaultValue = "typical",
      paramLabel = "none|typical|FILE",
      description = "How long everything takes; ${DEFAULT-VALUE}.")
  private String delays;

  @Option(
      names = "--rate",
      defaultValue = "20",
      paramLabel = "N",
      description = "Requests a second of each client; ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--connections",
      defaultValue = "new",
      paramLabel = "new",
      description = "Each request has a connection of its own.")
  private String connections;

  @Option(
      names = "--until",
      defaultValue = IDLE,
      paramLabel = "idle|DURATION",
      description = "When to stop: when nothing is left to happen, or then.")
  private String until;

  @Option(names = "--expect-no-loss", description = "Exit status 1 if a request can be lost.")
  private boolean expectsNoLoss;

  /** Whether manifests to apply are given. */
  boolean hasManifests() {
    return !then.isEmpty();
  }

  /** A script that applies the manifests that are given. */
  Script applying(Script before) {
    return hasManifests() ? before.apply(ManifestInput.all(then)) : before;
  }

  /** Follows a script and prints what comes of it; gives the exit status. */
  int follow(Script script, CommandSpec spec) {
    if (!connections.equals("new")) {
      throw new IllegalArgumentException(
          "connections '" + connections + "' are not modelled over time; expected new");
    }
    Timeline timeline = timeline(script, cluster.cluster());
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case JSON -> out.println(TimelineJson.of(timeline, asked()));
      case HTML -> out.println(Pages.of(timeline));
      default -> out.print(Screen.of(spec.commandLine()).fit(timeline.toString()));
    }
    out.flush();
    return expectsNoLoss && !timeline.losesNothing() ? 1 : 0;
  }

  private List<Probe> asked() {
    return Stream.ofNullable(probes)
        .flatMap(List::stream)
        .map(ProbeOptions::probe)
        .collect(ImmutableList.toImmutableList());
  }

  private Timeline timeline(Script script, Cluster asked) {
    Load[] loads =
        asked().stream().map(probe -> probe.load(asked).perSecond(rate)).toArray(Load[]::new);
    return until.equals(IDLE)
        ? asked.timeline(script, DelaysFile.of(delays), loads)
        : asked.timeline(script, DelaysFile.of(delays), Durations.of(until), loads);
  }
}
