package io.kubenet.conformance.kernel;

import io.kubenet.jqwik.FlowSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks real clusters many questions at once, so that there is one silence to wait for. What
 * contradicts is asked again with more patience: a busy machine answers late.
 */
final class Inquiry {

  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration MORE_PATIENCE = Duration.ofMillis(1500);

  /**
   * A connection to make in a real cluster.
   *
   * @param cluster the cluster
   * @param flow the connection
   * @param contradiction what is wrong with how it ended, each time that it was made
   */
  record Question(
      RealCluster cluster,
      FlowSpec flow,
      Function<List<RealOutcome>, Optional<String>> contradiction) {}

  private final int times;

  /** An inquiry that makes each connection so many times. */
  Inquiry(int times) {
    this.times = times;
  }

  /** What is wrong with the answers; empty if nothing is. */
  List<String> contradictions(List<Question> questions) {
    List<Question> doubtful = List.copyOf(contradicted(questions, PATIENCE).keySet());
    return doubtful.isEmpty()
        ? List.of()
        : List.copyOf(contradicted(doubtful, MORE_PATIENCE).values());
  }

  private Map<Question, String> contradicted(List<Question> questions, Duration patience) {
    List<RealOutcome> outcomes = ask(questions, patience);
    Map<Question, String> contradicted = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      List<RealOutcome> seen = new ArrayList<>(outcomes.subList(i * times, (i + 1) * times));
      question.contradiction().apply(seen).ifPresent(text -> contradicted.put(question, text));
    }
    return contradicted;
  }

  private List<RealOutcome> ask(List<Question> questions, Duration patience) {
    try {
      Dialer dialer = new Dialer();
      questions.forEach(question -> question.cluster().dial(dialer, question.flow(), times));
      return dialer.outcomes(patience);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
