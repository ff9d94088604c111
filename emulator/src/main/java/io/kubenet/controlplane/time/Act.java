package io.kubenet.controlplane.time;

import io.kubenet.lifecycle.LifeEvent;
import java.util.Optional;

/**
 * Something that is still to happen.
 *
 * @param pod the number of the pod that it happens to; 0 if it happens to a node
 * @param kind what happens
 * @param name which container, or which node
 * @param event what becomes of the container
 */
record Act(long pod, Kind kind, String name, Optional<LifeEvent.Kind> event) {

  enum Kind {
    CONTAINER_EVENT,
    RUNNING,
    READY,
    UNREADY,
    FINISHED,
    ADDRESS_GONE,
    GONE,
    NODE_LOST,
    EVICTED
  }

  static Act of(long pod, Kind kind) {
    return new Act(pod, kind, "", Optional.empty());
  }

  /** A node is found to be silent. */
  static Act ofNode(String node) {
    return new Act(0, Kind.NODE_LOST, node, Optional.empty());
  }
}
