package io.kubenet.controlplane.store;

import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.controlplane.workload.WorkloadKey;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * What components remember and do not store; persistent.
 *
 * @param hinting what the EndpointSlice controller remembers to give hints
 * @param rejections the Pods that the scheduler found no node for
 * @param revisions the templates of StatefulSets and DaemonSets
 */
public record Memory(
    Hinting hinting, Rejections rejections, PMap<WorkloadKey, Revisions> revisions) {

  /** Nothing. */
  public static final Memory NONE = new Memory(Hinting.EMPTY, Rejections.EMPTY, TreePMap.empty());

  Memory with(Hinting changed) {
    return new Memory(changed, rejections, revisions);
  }

  Memory with(Rejections changed) {
    return new Memory(hinting, changed, revisions);
  }

  Memory with(WorkloadKey workload, Revisions changed) {
    return new Memory(hinting, rejections, revisions.plus(workload, changed));
  }

  Memory without(WorkloadKey workload) {
    return new Memory(hinting, rejections, revisions.minus(workload));
  }

  /** The templates of a StatefulSet or DaemonSet whose template is this one now. */
  public Revisions revisions(Workload workload) {
    Revisions known = revisions.get(workload.key());
    return known == null ? Revisions.first(workload.template()) : known.to(workload.template());
  }
}
