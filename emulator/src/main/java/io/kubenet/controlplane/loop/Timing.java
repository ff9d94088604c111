package io.kubenet.controlplane.loop;

import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import java.time.Duration;

/** How long things take that a cluster does by itself. */
public interface Timing {

  /** Nothing takes any time. */
  Timing NONE =
      new Timing() {
        @Override
        public Duration untilSeen(Component component, Change change) {
          return Duration.ZERO;
        }

        @Override
        public Duration untilWorkedOn(Component component, ObjectKey key, Cause cause) {
          return Duration.ZERO;
        }
      };

  /** How long after a change a component's watch tells it. Changes never overtake each other. */
  Duration untilSeen(Component component, Change change);

  /** How long after it was noted a component works on a key. */
  Duration untilWorkedOn(Component component, ObjectKey key, Cause cause);

  /** What makes a component note a key. */
  enum Cause {
    /** A Pod has changed. */
    POD,
    /** Another object has changed. */
    OTHER,
    /** The component itself wants to look again. */
    ITSELF
  }
}
