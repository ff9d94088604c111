package io.kubenet.controlplane.loop;

import io.kubenet.controlplane.store.ObjectKey;
import java.time.Duration;
import java.util.Comparator;

/**
 * Something to do.
 *
 * @param at when
 * @param turn who works first at one instant
 * @param order what is worked on first in one turn
 * @param component the place of the component among all
 * @param key what it works on
 * @param number the place in the order in which tasks were noted
 */
record Task(Duration at, Turn turn, long order, int component, ObjectKey key, long number)
    implements Comparable<Task> {

  private static final Comparator<Task> ORDER =
      Comparator.comparing(Task::at)
          .thenComparing(Task::turn)
          .thenComparingLong(Task::order)
          .thenComparingInt(Task::component)
          .thenComparingLong(Task::number);

  /** Which component and key it is of: there is one task of each at most. */
  record Slot(int component, ObjectKey key) implements Comparable<Slot> {

    private static final Comparator<Slot> ORDER =
        Comparator.comparingInt(Slot::component).thenComparing(Slot::key);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  Slot slot() {
    return new Slot(component, key);
  }

  @Override
  public int compareTo(Task other) {
    return ORDER.compare(this, other);
  }
}
