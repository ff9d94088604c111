package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.controlplane.workload.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a StatefulSet's Pods, each with its number, in order (stateful_set_control.go
 * updateStatefulSet, v1.36). A Pod that turns ready has it called again.
 */
final class StatefulSetController {

  private static final String REVISION_LABEL = "controller-revision-hash";

  private final Workspace workspace;
  private final StatefulSet set;
  private final Revisions revisions;

  StatefulSetController(Workspace workspace, StatefulSet set) {
    this.workspace = workspace;
    this.set = set;
    this.revisions = workspace.memory().revisions(set);
  }

  void sync() {
    workspace.remember(set.key(), revisions);
    new PodClaims(workspace).claim(set, pod -> ordinal(pod) >= 0);
    if (makeAll() && removeSurplus()) {
      update();
    }
  }

  /** Whether all Pods are there, and ready where the next waits for that. */
  private boolean makeAll() {
    for (int ordinal = set.firstOrdinal();
        ordinal < set.firstOrdinal() + set.replicas();
        ordinal++) {
      Optional<PodObject> pod = workspace.pods().get(set.podName(ordinal));
      pod.filter(PodObject::isFinished).ifPresent(workspace::delete);
      if (pod.isEmpty() || pod.get().isFinished()) {
        workspace.put(create(ordinal));
      }
      if (!set.order().isParallel() && pod.filter(this::isAvailable).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private boolean isAvailable(PodObject pod) {
    return workspace.isAvailable(pod, set);
  }

  private PodObject create(int ordinal) {
    PodTemplate template = template(ordinal);
    String name = set.podName(ordinal).name();
    Map<String, String> labels =
        ImmutableSortedMap.of(
            REVISION_LABEL,
            revision(template),
            "apps.kubernetes.io/pod-index",
            Integer.toString(ordinal),
            "statefulset.kubernetes.io/pod-name",
            name);
    PodObject pod = PodFactory.create(set.key(), name, template, labels);
    return PodFactory.with(pod, pod.spec().withHostname(name, set.serviceName()));
  }

  /** Pods below the partition keep the template that they had (isCurrentRevisionNeeded). */
  private PodTemplate template(int ordinal) {
    return isPartitionedOff(ordinal) ? revisions.current() : revisions.update();
  }

  private boolean isPartitionedOff(int ordinal) {
    return !set.order().updatesOnDelete() && ordinal < set.firstOrdinal() + set.order().partition();
  }

  private String revision(PodTemplate template) {
    return set.key().name().name() + "-" + template.hash();
  }

  /**
   * Whether no Pod is left that should not be; ordered sets remove the highest number first, and
   * none that is not ready but the lowest of those (processCondemned).
   */
  private boolean removeSurplus() {
    List<PodObject> surplus = new ArrayList<>(surplus().values());
    Optional<PodObject> firstUnwell = surplus.stream().filter(pod -> !isAvailable(pod)).findFirst();
    for (PodObject pod : Lists.reverse(surplus)) {
      boolean mayGo = isAvailable(pod) || firstUnwell.equals(Optional.of(pod));
      if (!set.order().isParallel() && (pod.isTerminating() || !mayGo)) {
        return false;
      }
      if (!pod.isTerminating()) {
        workspace.delete(pod);
      }
      if (!set.order().isParallel()) {
        return false;
      }
    }
    return true;
  }

  private Map<Integer, PodObject> surplus() {
    Map<Integer, PodObject> surplus = new TreeMap<>();
    for (PodObject pod : workspace.pods().ownedBy(set.key())) {
      if (!set.hasOrdinal(ordinal(pod))) {
        surplus.put(ordinal(pod), pod);
      }
    }
    return surplus;
  }

  /** Takes one Pod of the old template away, the highest number first, when the rest is well. */
  private void update() {
    if (set.order().updatesOnDelete()) {
      return;
    }
    String wanted = revision(revisions.update());
    for (int ordinal = set.firstOrdinal() + set.replicas() - 1;
        ordinal >= set.firstOrdinal() && !isPartitionedOff(ordinal);
        ordinal--) {
      Optional<PodObject> pod = workspace.pods().get(set.podName(ordinal));
      boolean isOld = pod.filter(p -> !wanted.equals(p.labels().get(REVISION_LABEL))).isPresent();
      if (isOld && !pod.get().isTerminating()) {
        workspace.delete(pod.get());
        return;
      }
      if (pod.filter(this::isAvailable).isEmpty()) {
        return;
      }
    }
    if (set.order().partition() == 0) {
      workspace.remember(set.key(), revisions.finished());
    }
  }

  /** A Pod's number; -1 if it has the name of none of the set's Pods. */
  private int ordinal(PodObject pod) {
    String prefix = set.key().name().name() + "-";
    String name = pod.name().name();
    Integer ordinal =
        name.startsWith(prefix) ? Ints.tryParse(name.substring(prefix.length())) : null;
    return ordinal == null ? -1 : ordinal;
  }
}
