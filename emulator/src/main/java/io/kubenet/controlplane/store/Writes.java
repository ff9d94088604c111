package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.Pace;
import java.time.Duration;

/** What a component reads and writes: its view of the cluster, and the API server. */
public interface Writes {

  /** The store as far as the component has seen it. */
  Store seen();

  /** What the components remember. */
  Memory memory();

  void remember(Memory changed);

  /** Puts an object into the API server. */
  void put(Stored object);

  /** Takes an object out of the API server. */
  void remove(ObjectKey key);

  /** The number that the next change will have. */
  long nextRevision();

  /** The instant. */
  Duration now();

  /** Whether Pods that are deleted go on until their kubelets have ended them. */
  Pace kubelets();
}
