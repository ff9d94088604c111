package io.kubenet.controlplane.store;

import io.kubenet.model.ClusterState;
import java.util.Optional;

/**
 * All objects of a cluster at one moment, and the indexes by which components find them; a changed
 * copy shares what did not change. A component sees the store of the last change that its watch has
 * told it.
 *
 * @param objects all objects
 * @param cluster what networking reads
 * @param pods all Pods
 * @param workloads all workloads
 * @param services which Services select which Pods
 */
public record Store(
    Objects objects, ClusterState cluster, Pods pods, Workloads workloads, Services services) {

  /** Nothing. */
  public static final Store EMPTY =
      new Store(Objects.NONE, ClusterState.empty(), Pods.EMPTY, Workloads.EMPTY, Services.EMPTY);

  /** With an object in the place of the one that has its key. */
  public Store with(Stored object) {
    Optional<Stored> before = objects.find(object.key());
    Stored whole = object.after(before);
    Store indexed =
        whole
            .typed()
            .map(value -> value.in(this))
            .or(() -> before.flatMap(Stored::typed).map(old -> old.outOf(this)))
            .orElse(this);
    return indexed.with(objects.with(whole));
  }

  /** Without an object. */
  public Store without(ObjectKey key) {
    Store changed =
        objects.find(key).flatMap(Stored::typed).map(old -> old.outOf(this)).orElse(this);
    return changed.with(objects.without(key));
  }

  /** The same objects, after changes of others. */
  public Store at(long revision) {
    return with(objects.at(revision));
  }

  private Store with(Objects changed) {
    return new Store(changed, cluster, pods, workloads, services);
  }

  Store with(ClusterState changed) {
    return new Store(objects, changed, pods, workloads, services);
  }

  Store with(Pods changed) {
    return new Store(objects, cluster, changed, workloads, services);
  }

  Store with(Workloads changed) {
    return new Store(objects, cluster, pods, changed, services);
  }

  Store with(Services changed) {
    return new Store(objects, cluster, pods, workloads, changed);
  }
}
