package io.kubenet.controlplane.loop;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.Memory;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets components live on one store: it tells them of changes through their watches, and has them
 * work on the keys that they note, each at its instant.
 *
 * <p>Each component has a position in the watch: the last change that it was told. It reads the
 * store of that change, and works on no key before it has seen what it wrote itself for that key.
 */
public final class Loop {

  private final ImmutableList<Seat> seats;
  private final Schedule schedule = new Schedule();
  private final Timing timing;
  private final Pace kubelets;
  private Store store;
  private Memory memory;
  private Duration now;

  /**
   * A loop at rest.
   *
   * @param start the cluster
   * @param components those that live in it; of those that have work at one instant and in one turn
   *     on things of the same order, the first works first
   */
  public Loop(Start start, List<? extends Component> components) {
    this.timing = start.timing();
    this.kubelets = start.kubelets();
    this.store = start.store();
    this.memory = start.memory();
    this.now = start.now();
    ImmutableList.Builder<Seat> all = ImmutableList.builder();
    for (int i = 0; i < components.size(); i++) {
      all.add(new Seat(this, components.get(i), i));
    }
    this.seats = all.build();
  }

  /**
   * What a loop starts from.
   *
   * @param store the cluster
   * @param memory what the components remember
   * @param timing how long things take
   * @param kubelets whether kubelets take time
   * @param now the instant
   */
  public record Start(Store store, Memory memory, Timing timing, Pace kubelets, Duration now) {

    /** A cluster in which components take no time. */
    public static Start of(Store store, Memory memory, Pace kubelets) {
      return new Start(store, memory, Timing.NONE, kubelets, Duration.ZERO);
    }
  }

  /** The cluster as the API server has it. */
  public Store store() {
    return store;
  }

  /** What the components remember. */
  public Memory memory() {
    return memory;
  }

  /** The instant. */
  public Duration now() {
    return now;
  }

  /** The cluster as far as a component has seen it. */
  public Store seenBy(Component component) {
    return seat(component).seen();
  }

  /** Stops a component's watch: its position stands still. */
  public void pause(Component component) {
    seat(component).pause();
  }

  /** Lets a component's watch tell what it has missed. */
  public void resume(Component component) {
    seat(component).resume();
  }

  private Seat seat(Component component) {
    return seats.stream()
        .filter(seat -> seat.component() == component)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + component.name() + "' is not in the loop"));
  }

  /** Sets the number of the last change, which others may have made of what nobody watches. */
  public void reach(long revision) {
    if (revision > store.objects().revision()) {
      store = store.at(revision);
    }
  }

  /**
   * Lets time pass to an instant.
   *
   * @throws IllegalArgumentException if it is in the past
   */
  public void reach(Duration instant) {
    if (instant.compareTo(now) < 0) {
      throw new IllegalArgumentException("time can't go back from " + now + " to " + instant);
    }
    now = instant;
  }

  /** Puts an object into the API server: its watchers are told. */
  public void put(Stored object) {
    Store before = store;
    store = before.with(object);
    tell(object.key(), before);
  }

  /** Takes an object out of the API server: its watchers are told. */
  public void remove(ObjectKey key) {
    Store before = store;
    store = before.without(key);
    tell(key, before);
  }

  private void tell(ObjectKey key, Store before) {
    Change change = new Change(key, before.objects().find(key), store.objects().find(key), store);
    for (Seat seat : seats) {
      seat.tell(change);
    }
  }

  /** Works until nothing is left to do, whenever it is to be done. */
  public void runUntilIdle() {
    Optional<Task> task = schedule.next();
    while (task.isPresent()) {
      run(task.get());
      task = schedule.next();
    }
  }

  /** Works at this instant until only turns after one are left. */
  public void runThrough(Turn last) {
    Optional<Task> task = schedule.next(now, last);
    while (task.isPresent()) {
      run(task.get());
      task = schedule.next(now, last);
    }
  }

  /** Works until an instant, on all that is to be done then too. */
  public void runUntil(Duration instant) {
    Optional<Task> task = schedule.next(instant);
    while (task.isPresent()) {
      run(task.get());
      task = schedule.next(instant);
    }
    now = instant.compareTo(now) > 0 ? instant : now;
  }

  /** When something is to be done next; empty if all are idle. */
  public Optional<Duration> nextInstant() {
    return schedule.nextInstant();
  }

  private void run(Task task) {
    now = task.at();
    seats.get(task.component()).run(task);
  }

  Schedule schedule() {
    return schedule;
  }

  Timing timing() {
    return timing;
  }

  Pace kubelets() {
    return kubelets;
  }

  void remember(Memory changed) {
    memory = changed;
  }
}
