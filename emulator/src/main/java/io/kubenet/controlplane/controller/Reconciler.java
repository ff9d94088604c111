package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.endpoints.EndpointSliceController;
import io.kubenet.controlplane.endpoints.MirroredSlices;
import io.kubenet.controlplane.endpoints.ServiceSlices;
import io.kubenet.controlplane.kubelet.Kubelet;
import io.kubenet.controlplane.kubelet.NetworkPlugin;
import io.kubenet.controlplane.kubelet.Unready;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.scheduler.Retry;
import io.kubenet.controlplane.scheduler.Scheduler;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.Job;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.controlplane.workload.Workload;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets controllers, scheduler and kubelets work until nothing changes any more. */
public final class Reconciler {

  private final Workspace workspace;
  private final Unready unready;
  private final NetworkPlugin plugin;

  /**
   * A reconciler of one step.
   *
   * @param unready the Pods that do not become ready
   * @param plugin what gives Pods their addresses
   */
  public Reconciler(Workspace workspace, Unready unready, NetworkPlugin plugin) {
    this.workspace = workspace;
    this.unready = unready;
    this.plugin = plugin;
  }

  /** Brings Pods where workloads, scheduler and kubelets want them. */
  public void settlePods() {
    boolean isBusy = true;
    while (isBusy) {
      isBusy = syncWorkload() || runPod() || retry();
    }
  }

  private boolean syncWorkload() {
    return workspace
        .work()
        .nextWorkload()
        .map(
            key -> {
              workspace.workloads().get(key).ifPresent(this::sync);
              return true;
            })
        .orElse(false);
  }

  private void sync(Workload workload) {
    if (workload instanceof Deployment deployment) {
      new DeploymentController(workspace).sync(deployment);
    } else if (workload instanceof ReplicaSet set) {
      new ReplicaSetController(workspace).sync(set);
    } else if (workload instanceof StatefulSet set) {
      new StatefulSetController(workspace, set).sync();
    } else if (workload instanceof DaemonSet set) {
      new DaemonSetController(workspace, set).sync();
    } else if (workload instanceof Job job) {
      new JobController(workspace, job).sync();
    }
  }

  private boolean runPod() {
    Optional<ObjectName> name = workspace.work().nextPod();
    name.flatMap(workspace.pods()::get).filter(PodObject::isActive).ifPresent(this::run);
    return name.isPresent();
  }

  private void run(PodObject pod) {
    if (pod.nodeName().isPresent()) {
      start(pod);
      return;
    }
    Scheduler.Decision decision = new Scheduler(workspace.store()).schedule(pod);
    if (decision instanceof Scheduler.Bound bound) {
      workspace.put(workspace.store().rejections().without(pod.age(), pod.name()));
      start(pod.withNode(bound.node()));
      workspace.work().notePodsCame();
    } else if (decision instanceof Scheduler.Waiting waiting) {
      wait(pod, waiting);
    }
  }

  private void wait(PodObject pod, Scheduler.Waiting waiting) {
    workspace.put(workspace.store().rejections().with(pod.age(), pod.name(), waiting.filters()));
    workspace.putWaiting(pod.with(pod.status().withPending(waiting.why())));
  }

  private void start(PodObject pod) {
    Optional<Node> node = pod.nodeName().flatMap(workspace.cluster()::node);
    if (node.isEmpty()) {
      return;
    }
    PodObject labelled = withTopologyLabels(pod, node.get());
    PodObject started = new Kubelet(node.get(), plugin, workspace).start(labelled, unready);
    if (!workspace.pods().get(pod.name()).equals(Optional.of(started))) {
      workspace.put(started);
    }
  }

  private static PodObject withTopologyLabels(PodObject pod, Node node) {
    PodObject labelled = pod;
    for (String key : PodObject.TOPOLOGY_LABELS) {
      String value = node.labels().get(key);
      labelled =
          value == null ? labelled : labelled.with(labelled.metadata().withLabel(key, value));
    }
    return labelled;
  }

  private boolean retry() {
    boolean came = workspace.work().takePodsCame();
    boolean gone = workspace.work().takePodsGone();
    if (!came && !gone) {
      return false;
    }
    for (ObjectName name : List.copyOf(workspace.store().rejections().pods())) {
      Set<String> filters = workspace.store().rejections().filters(name);
      if ((gone && Retry.afterPodsWent(filters)) || (came && Retry.afterPodsCame(filters))) {
        workspace.pods().get(name).ifPresent(workspace.work()::notePod);
      }
    }
    return true;
  }

  /** Makes the slices of the Services that something happened to. */
  public void syncServices() {
    Optional<ObjectName> next = workspace.work().nextService();
    while (next.isPresent()) {
      next.flatMap(workspace.cluster()::service).ifPresent(this::syncSlices);
      next = workspace.work().nextService();
    }
  }

  private void syncSlices(Service service) {
    if (EndpointSliceController.manages(service)) {
      sync(service);
    } else if (service.selector().isEmpty()) {
      workspace
          .store()
          .services()
          .endpoints(service.name())
          .ifPresent(
              endpoints -> workspace.replaceMirrored(service.name(), MirroredSlices.of(endpoints)));
    }
  }

  private void sync(Service service) {
    ObjectName name = service.name();
    ServiceSlices slices =
        new EndpointSliceController(
                workspace.cluster()::node, workspace.store().hinting().capacity())
            .sync(service, pods(service), workspace.store().hinting().memory(name));
    workspace.replaceSlices(name, slices.slices());
    workspace.put(workspace.store().hinting().with(name, slices.memory(), slices.events()));
  }

  private List<Pod> pods(Service service) {
    return workspace.pods().labelled(service.name().namespace(), service.selector()).stream()
        .map(PodObject::toPod)
        .toList();
  }
}
