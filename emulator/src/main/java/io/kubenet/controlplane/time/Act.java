package io.kubenet.controlplane.time;

/**
 * Something that is still to happen.
 *
 * @param pod the number of the pod that it happens to; 0 if it happens to a node
 * @param kind what happens
 * @param detail which container, or which node
 */
record Act(long pod, Kind kind, String detail) {

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
    return new Act(pod, kind, "");
  }
}
