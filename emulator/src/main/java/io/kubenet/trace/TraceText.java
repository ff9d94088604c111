package io.kubenet.trace;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Traces as text: a line for each host, and under it one for each step. */
public final class TraceText {

  private TraceText() {}

  /** The hosts and steps of a trace; each line is indented by {@code indent}. */
  public static String of(Trace trace, String indent) {
    return trace.hops().stream()
        .flatMap(hop -> lines(hop, indent))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> lines(Hop hop, String indent) {
    return Stream.concat(
        Stream.of(indent + hop.host()),
        hop.steps().stream().map(step -> indent + "  " + line(step)));
  }

  private static String line(Step step) {
    return String.format(Locale.ROOT, "%-11s %s", step.verb(), step.text());
  }
}
