package io.kubenet.explain;

import com.google.common.base.Strings;
import io.kubenet.trace.Hop;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Traces as text with a plain sentence under each step.
 *
 * @param places where objects were written
 */
public record ExplainedText(Places places) {

  private static final String INDENT = "  ";

  /** The hosts and steps of a trace, explained. */
  public String of(Trace trace) {
    return trace.hops().stream().flatMap(this::lines).collect(Collectors.joining("\n"));
  }

  private Stream<String> lines(Hop hop) {
    return Stream.concat(Stream.of(INDENT + hop.host()), hop.steps().stream().flatMap(this::lines));
  }

  private Stream<String> lines(Step step) {
    String line = INDENT.repeat(2) + Strings.padEnd(step.verb(), 11, ' ') + " " + step.text();
    String explanation = Explanation.of(step).withPlace(places);
    return explanation.isEmpty()
        ? Stream.of(line)
        : Stream.of(line, INDENT.repeat(2) + " ".repeat(12) + "= " + explanation);
  }
}
