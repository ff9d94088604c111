package io.kubenet.controlplane.loop;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tasks of all components, the next one first. */
final class Schedule {

  private final NavigableSet<Task> tasks = new TreeSet<>();
  private final Map<Task.Slot, Task> bySlot = new TreeMap<>();
  private long number;

  /** Notes a task; of two for one key the earlier one stays. */
  void add(Task task) {
    Task there = bySlot.get(task.slot());
    if (there != null && there.at().compareTo(task.at()) <= 0) {
      return;
    }
    if (there != null) {
      tasks.remove(there);
    }
    tasks.add(task);
    bySlot.put(task.slot(), task);
  }

  /** A number that no task has had. */
  long nextNumber() {
    return number++;
  }

  Optional<Duration> nextInstant() {
    return first().map(Task::at);
  }

  /** Takes the next task. */
  Optional<Task> next() {
    return first().map(this::taken);
  }

  /** Takes the next task up to an instant. */
  Optional<Task> next(Duration latest) {
    return first().filter(task -> task.at().compareTo(latest) <= 0).map(this::taken);
  }

  /** Takes the next task up to an instant, if its turn has come. */
  Optional<Task> next(Duration latest, Turn last) {
    return first()
        .filter(task -> task.at().compareTo(latest) <= 0 && task.turn().compareTo(last) <= 0)
        .map(this::taken);
  }

  private Optional<Task> first() {
    return tasks.isEmpty() ? Optional.empty() : Optional.of(tasks.first());
  }

  private Task taken(Task task) {
    tasks.remove(task);
    bySlot.remove(task.slot());
    return task;
  }
}
