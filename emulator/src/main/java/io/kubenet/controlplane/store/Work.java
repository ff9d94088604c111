package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.ObjectName;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What controllers, scheduler and kubelets still have to look at. */
public final class Work {

  private final Set<WorkloadKey> workloads = new LinkedHashSet<>();
  private final NavigableSet<ObjectName> services = new TreeSet<>();
  private final NavigableMap<Long, ObjectName> pods = new TreeMap<>();
  private boolean havePodsGone;
  private boolean havePodsCome;

  void note(WorkloadKey workload) {
    workloads.add(workload);
  }

  public void noteService(ObjectName service) {
    services.add(service);
  }

  /** Notes a Pod that somebody has to find a node for, or to start. */
  public void notePod(PodObject pod) {
    pods.put(pod.age(), pod.name());
  }

  void noteUnbound(PodObject pod) {
    if (pod.isActive() && (pod.nodeName().isEmpty() || pod.status().awaitsStart())) {
      notePod(pod);
    }
  }

  void notePodGone() {
    havePodsGone = true;
  }

  /** Has all DaemonSets looked at: a node came, went or changed. */
  public void noteDaemonSets(Workloads all) {
    all.all().stream()
        .filter(DaemonSet.class::isInstance)
        .forEach(workload -> note(workload.key()));
  }

  /** The workload that waits longest. */
  public Optional<WorkloadKey> nextWorkload() {
    Optional<WorkloadKey> next = workloads.stream().findFirst();
    next.ifPresent(workloads::remove);
    return next;
  }

  /** The oldest Pod to schedule or start. */
  public Optional<ObjectName> nextPod() {
    return Optional.ofNullable(pods.pollFirstEntry()).map(Map.Entry::getValue);
  }

  /** The next Service whose slices are to be made. */
  public Optional<ObjectName> nextService() {
    return Optional.ofNullable(services.pollFirst());
  }

  /** Whether Pods went since this was last asked. */
  public boolean takePodsGone() {
    boolean gone = havePodsGone;
    havePodsGone = false;
    return gone;
  }

  /** Notes that a Pod has found a node. */
  public void notePodsCame() {
    havePodsCome = true;
  }

  /** Whether Pods found nodes since this was last asked. */
  public boolean takePodsCame() {
    boolean came = havePodsCome;
    havePodsCome = false;
    return came;
  }
}
