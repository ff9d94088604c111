package io.kubenet.chance.choice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ways that a computation has gone, by the decisions that led there: once it has gone a way,
 * what it gives there is told without going again.
 *
 * <p>A way of which the computation said that it depends on more than decisions is not kept.
 */
public final class KnownWays<T> {

  /** What is known after some decisions. */
  private interface Node<T> {

    Optional<T> result();
  }

  /** The end of a way, or nothing yet. */
  private record End<T>(Optional<T> result) implements Node<T> {}

  /** What the computation asks next, and what is known after each answer. */
  private static final class Fork<T> implements Node<T> {

    private final Question question;
    private final List<Node<T>> next;

    Fork(Question question) {
      this.question = question;
      this.next =
          new ArrayList<>(Collections.nCopies(question.answers(), new End<>(Optional.empty())));
    }

    Node<T> after(int answer) {
      return next.get(answer);
    }

    void put(int answer, Node<T> node) {
      next.set(answer, node);
    }

    @Override
    public Optional<T> result() {
      return Optional.empty();
    }
  }

  private final Fork<T> root = new Fork<>(Question.NONE);

  /** What the computation gives by this chance, if it has gone that way. */
  public Optional<T> find(Chance chance) {
    Node<T> node = root.after(0);
    while (node instanceof Fork<T> fork) {
      node = fork.after(fork.question.ask(chance));
    }
    return node.result();
  }

  /** Lets the computation go its way by this chance, and keeps that. */
  public T learn(Chance chance, Function<Chance, T> computation) {
    RecordedChance recorded = new RecordedChance(chance);
    T result = computation.apply(recorded);
    if (!recorded.dependsOnMore()) {
      keep(recorded, result);
    }
    return result;
  }

  private void keep(RecordedChance way, T result) {
    Fork<T> fork = root;
    int last = 0;
    for (RecordedChance.Answered answered : way.answers()) {
      fork = fork(fork, last, answered.question());
      last = answered.answer();
    }
    fork.put(last, new End<>(Optional.of(result)));
  }

  private static <T> Fork<T> fork(Fork<T> before, int answer, Question question) {
    if (before.after(answer) instanceof Fork<T> known) {
      return known;
    }
    Fork<T> made = new Fork<>(question);
    before.put(answer, made);
    return made;
  }
}
