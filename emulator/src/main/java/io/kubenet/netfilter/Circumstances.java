package io.kubenet.netfilter;

import io.kubenet.chance.choice.Chance;
import io.kubenet.packetset.Likeness;
import io.kubenet.trace.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is around a packet: chance, time, and who writes its story.
 *
 * @param chance decides what rules leave to chance
 * @param now the virtual time since the beginning
 * @param recorder is told each step that mattered; where there is none, no step is made
 * @param likeness is told what the packet is asked
 */
public record Circumstances(
    Chance chance, Duration now, Optional<Consumer<Step>> recorder, Likeness likeness) {

  public Circumstances(Chance chance, Duration now, Optional<Consumer<Step>> recorder) {
    this(chance, now, recorder, Likeness.UNWATCHED);
  }

  /** The same, where the packets are wanted that the packet's answers are given for too. */
  public Circumstances watchedBy(Likeness other) {
    return new Circumstances(chance, now, recorder, other);
  }

  public static Circumstances unrecorded(Chance chance, Duration now) {
    return new Circumstances(chance, now, Optional.empty());
  }

  public static Circumstances recorded(Chance chance, Duration now, Consumer<Step> recorder) {
    return new Circumstances(chance, now, Optional.of(recorder));
  }
}
