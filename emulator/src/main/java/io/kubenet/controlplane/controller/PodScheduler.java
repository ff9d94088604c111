package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.scheduler.Retry;
import io.kubenet.controlplane.scheduler.Scheduler;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Rejections;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** kube-scheduler: it binds Pods to nodes, and tries those again that something may help. */
public final class PodScheduler implements Component {

  /** The keys of looking again at the Pods that wait, after Pods came or went. */
  private static final ObjectKey CAME = new ObjectKey("", "", "pods came");

  private static final ObjectKey GONE = new ObjectKey("", "", "pods gone");

  /** Nodes that have changed since they were last looked at, as they were then. */
  private final Map<String, Optional<Node>> changedNodes = new TreeMap<>();

  @Override
  public String name() {
    return "scheduler";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    change
        .after(PodObject.class)
        .filter(pod -> isWaiting(pod) && isOther(pod, change.before(PodObject.class)))
        .ifPresent(pod -> note(pod, agenda));
    if (change.isOf("Pod") && change.after().isEmpty()) {
      agenda.note(Turn.WAITING_PODS, GONE, 1);
    }
    if (change.isOf("Node")) {
      changedNodes.putIfAbsent(change.key().name(), change.before(Node.class));
      agenda.note(Turn.NODES, change.key());
    }
  }

  private static boolean isWaiting(PodObject pod) {
    return pod.isActive() && pod.nodeName().isEmpty();
  }

  /** What the scheduler writes itself, why a Pod has no node, is no news. */
  private static boolean isOther(PodObject pod, Optional<PodObject> before) {
    return before
        .map(there -> !there.with(pod.status()).equals(pod) || pod.status().pending().isEmpty())
        .orElse(true);
  }

  private static void note(PodObject pod, Agenda agenda) {
    agenda.note(Turn.PODS, ObjectKey.of("Pod", pod.name()), pod.age());
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    if (key.equals(CAME) || key.equals(GONE)) {
      lookAgain(key, workspace, agenda);
    } else if (key.kind().equals("Node")) {
      nodeChanged(key.name(), workspace, agenda);
    } else {
      workspace
          .pods()
          .get(key.objectName())
          .filter(PodScheduler::isWaiting)
          .ifPresent(pod -> schedule(pod, workspace, agenda));
    }
  }

  private void nodeChanged(String name, Workspace workspace, Agenda agenda) {
    Optional<Node> before = changedNodes.remove(name);
    Optional<Node> after = workspace.cluster().node(name);
    if (after.isEmpty() || before.equals(after)) {
      return;
    }
    Rejections rejections = workspace.memory().rejections();
    for (ObjectName pod : rejections.pods()) {
      workspace
          .pods()
          .get(pod)
          .filter(there -> Retry.afterNode(there, rejections.filters(pod), before, after.get()))
          .ifPresent(there -> note(there, agenda));
    }
  }

  private void schedule(PodObject pod, Workspace workspace, Agenda agenda) {
    Rejections rejections = workspace.memory().rejections();
    Scheduler.Decision decision = new Scheduler(workspace.store()).schedule(pod);
    if (decision instanceof Scheduler.Bound bound) {
      workspace.remember(rejections.without(pod.age(), pod.name()));
      Node node = workspace.cluster().node(bound.node()).orElseThrow();
      workspace.put(PodBinding.bound(pod, node));
      agenda.note(Turn.WAITING_PODS, CAME, 0);
    } else if (decision instanceof Scheduler.Waiting waiting) {
      workspace.remember(rejections.with(pod.age(), pod.name(), waiting.filters()));
      workspace.put(pod.with(pod.status().withPending(waiting.why())));
    }
  }

  private static void lookAgain(ObjectKey why, Workspace workspace, Agenda agenda) {
    Rejections rejections = workspace.memory().rejections().onlyOf(workspace.pods());
    workspace.remember(rejections);
    for (ObjectName name : ImmutableList.copyOf(rejections.pods())) {
      Set<String> filters = rejections.filters(name);
      boolean mayFit =
          why.equals(GONE) ? Retry.afterPodsWent(filters) : Retry.afterPodsCame(filters);
      if (mayFit) {
        workspace.pods().get(name).ifPresent(pod -> note(pod, agenda));
      }
    }
  }
}
