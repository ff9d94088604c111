package io.kubenet.controlplane.time;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.lifecycle.PodLife;
import java.time.Duration;

/** How the pods of a cluster start and end on their nodes. */
public interface PodLives {

  /** What decides how a pod starts and ends. */
  default PodLife lifeOf(PodObject pod) {
    return pod.spec().life();
  }

  /**
   * How a pod starts that has just been bound.
   *
   * @param bound when it was bound
   */
  PodStart start(PodObject pod, Duration bound);

  /**
   * How a pod ends that has just been deleted.
   *
   * @param deleted when it was deleted, or when its node came back after that
   * @param start how it started
   */
  PodEnd end(PodObject pod, Duration deleted, PodStart start);
}
