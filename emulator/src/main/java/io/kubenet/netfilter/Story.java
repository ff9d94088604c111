package io.kubenet.netfilter;

import io.kubenet.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happens to a packet at a hook, noted where anybody wants to know. */
final class Story {

  private final Optional<Consumer<Step>> reader;
  private final List<Step> steps = new ArrayList<>(0);

  Story(Optional<Consumer<Step>> reader) {
    this.reader = reader;
  }

  private boolean isRead() {
    return reader.isPresent();
  }

  void add(Supplier<Step> step) {
    if (isRead()) {
      steps.add(step.get());
    }
  }

  /** Notes a step that matters only if something that is then done is noted. */
  <T> T tell(Supplier<Step> step, Supplier<T> then) {
    if (!isRead()) {
      return then.get();
    }
    int before = steps.size();
    steps.add(step.get());
    T result = then.get();
    if (steps.size() == before + 1) {
      steps.remove(before);
    }
    return result;
  }

  /** Gives it to who wants to know. */
  void report() {
    if (!steps.isEmpty()) {
      steps.forEach(reader.orElseThrow());
    }
  }
}
