package io.kubenet.controlplane.loop;

import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.Memory;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.store.Writes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A component in a loop: its position in the watch, and what it waits for. */
final class Seat implements Agenda, Writes {

  /** The key of tasks that are no work: the watch tells of a change. */
  private static final ObjectKey WATCH = new ObjectKey("", "", "watch");

  /**
   * A change on its way.
   *
   * @param change the change
   * @param at when the component is told
   */
  private record Delivery(Change change, Duration at) {}

  private final Loop loop;
  private final Component component;
  private final int number;
  private final Workspace workspace = new Workspace(this);

  /** What the watch has not told yet; while it is empty, the component has seen everything. */
  private final Deque<Delivery> underway = new ArrayDeque<>();

  /** Tasks that wait until the component has seen its own writes. */
  private final List<Task> held = new ArrayList<>();

  /** The numbers of the last writes for keys that the component has not seen yet. */
  private final Map<ObjectKey, Long> unseen = new TreeMap<>();

  private Store seen;
  private ObjectKey current = WATCH;
  private Timing.Cause cause = Timing.Cause.ITSELF;
  private boolean isPaused;

  Seat(Loop loop, Component component, int number) {
    this.loop = loop;
    this.component = component;
    this.number = number;
    this.seen = loop.store();
  }

  Component component() {
    return component;
  }

  void pause() {
    isPaused = true;
  }

  void resume() {
    isPaused = false;
    scheduleDelivery();
  }

  /** Something has changed: the watch tells it now, or after a while. */
  void tell(Change change) {
    Duration lag = loop.timing().untilSeen(component, change);
    if (lag.isZero() && underway.isEmpty() && !isPaused) {
      deliver(change);
      return;
    }
    Duration soonest = loop.now().plus(lag);
    Duration last = underway.isEmpty() ? soonest : underway.getLast().at();
    underway.add(new Delivery(change, soonest.compareTo(last) > 0 ? soonest : last));
    scheduleDelivery();
  }

  private void scheduleDelivery() {
    if (!isPaused && !underway.isEmpty()) {
      Duration at = underway.getFirst().at();
      add(at.compareTo(loop.now()) > 0 ? at : loop.now(), Turn.NODES, WATCH, -1);
    }
  }

  private void deliver(Change change) {
    seen = change.store();
    cause = change.isOf("Pod") ? Timing.Cause.POD : Timing.Cause.OTHER;
    component.see(change, this);
    cause = Timing.Cause.ITSELF;
  }

  /** Does what is to be done now. */
  void run(Task task) {
    if (task.key().equals(WATCH)) {
      deliverDue();
    } else if (unseen.containsKey(task.key())) {
      held.add(task);
    } else {
      current = task.key();
      component.sync(task.key(), workspace, this);
      current = WATCH;
    }
  }

  private void deliverDue() {
    while (!isPaused
        && !underway.isEmpty()
        && underway.getFirst().at().compareTo(loop.now()) <= 0) {
      deliver(underway.removeFirst().change());
    }
    scheduleDelivery();
    unseen.values().removeIf(revision -> revision <= seen.objects().revision());
    held.removeIf(this::goesOn);
  }

  private boolean goesOn(Task task) {
    boolean isReady = !unseen.containsKey(task.key());
    if (isReady) {
      add(loop.now(), task.turn(), task.key(), task.order());
    }
    return isReady;
  }

  @Override
  public void note(Turn turn, ObjectKey key) {
    note(turn, key, loop.schedule().nextNumber());
  }

  @Override
  public void note(Turn turn, ObjectKey key, long order) {
    add(loop.now().plus(loop.timing().untilWorkedOn(component, key, cause)), turn, key, order);
  }

  @Override
  public void noteAfter(Duration delay, Turn turn, ObjectKey key) {
    add(loop.now().plus(delay), turn, key, loop.schedule().nextNumber());
  }

  private void add(Duration at, Turn turn, ObjectKey key, long order) {
    loop.schedule().add(new Task(at, turn, order, number, key, loop.schedule().nextNumber()));
  }

  @Override
  public Store seen() {
    return seen;
  }

  @Override
  public Memory memory() {
    return loop.memory();
  }

  @Override
  public void remember(Memory changed) {
    loop.remember(changed);
  }

  @Override
  public void put(Stored object) {
    loop.put(object);
    noteWrite();
  }

  @Override
  public void remove(ObjectKey key) {
    loop.remove(key);
    noteWrite();
  }

  private void noteWrite() {
    if (!underway.isEmpty()) {
      unseen.put(current, loop.store().objects().revision());
    }
  }

  @Override
  public long nextRevision() {
    return loop.store().objects().revision() + 1;
  }

  @Override
  public Duration now() {
    return loop.now();
  }

  @Override
  public Pace kubelets() {
    return loop.kubelets();
  }
}
