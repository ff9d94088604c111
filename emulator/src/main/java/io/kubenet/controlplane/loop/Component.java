package io.kubenet.controlplane.loop;

import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Workspace;

/**
 * A part of a cluster that works on what it has seen: a controller, the scheduler, a kubelet, a
 * kube-proxy. Its watch tells it of changes, of which it notes keys; later it does one unit of work
 * on each key.
 */
public interface Component {

  /** Its name, which no other component of the loop has: {@code deployment}. */
  String name();

  /** Notes what a change gives it to do, as event handlers do. */
  void see(Change change, Agenda agenda);

  /**
   * Does one unit of work: it reads what it has seen, and writes through the API server.
   *
   * @param key what it has noted
   * @param workspace reads the store as far as the component has seen it, and writes
   * @param agenda where it notes what it wants to look at again
   */
  void sync(ObjectKey key, Workspace workspace, Agenda agenda);
}
