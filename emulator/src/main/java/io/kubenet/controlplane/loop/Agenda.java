package io.kubenet.controlplane.loop;

import io.kubenet.controlplane.store.ObjectKey;
import java.time.Duration;

/** Where a component notes the keys that it has work on; a key that is there already stays. */
public interface Agenda {

  /** Notes a key to be worked on in a turn, after those that were noted before. */
  void note(Turn turn, ObjectKey key);

  /** Notes a key to be worked on in a turn, before keys of a higher order. */
  void note(Turn turn, ObjectKey key, long order);

  /** Notes a key to be worked on after a while. */
  void noteAfter(Duration delay, Turn turn, ObjectKey key);

  /** The instant at which this happens. */
  Duration now();
}
