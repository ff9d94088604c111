package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.endpoints.ZoneCapacity;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.scheduler.Retry;
import io.kubenet.controlplane.store.Rejections;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.util.Optional;

/** Tells the others of nodes that come, change and go. */
public final class NodeController {

  private final Workspace workspace;

  public NodeController(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Makes a node, or changes one. */
  public void put(Node node) {
    Optional<Node> before = workspace.cluster().node(node.name());
    if (before.equals(Optional.of(node))) {
      return;
    }
    workspace.change(cluster -> cluster.with(node));
    workspace.work().noteDaemonSets(workspace.workloads());
    if (before.isEmpty()) {
      workspace.pods().onNode(node.name()).forEach(this::noteOnNewNode);
    }
    if (isOtherForHints(before, node)) {
      lookAtCapacity();
    }
    retry(before, node);
  }

  /** A Service that had left the Pod out because of its node tries again (reconciler.go, v1.36). */
  private void noteOnNewNode(PodObject pod) {
    workspace.noteServices(pod);
    workspace.work().notePod(pod);
  }

  /** What makes the EndpointSlice controller look at the nodes (updateNode, v1.36). */
  private static boolean isOtherForHints(Optional<Node> before, Node node) {
    return before
        .map(b -> b.isReady() != node.isReady() || !b.zone().equals(node.zone()))
        .orElse(true);
  }

  private void lookAtCapacity() {
    workspace.put(workspace.store().hinting().with(ZoneCapacity.of(workspace.cluster().nodes())));
    workspace.store().hinting().overloaded().forEach(workspace.work()::noteService);
  }

  private void retry(Optional<Node> before, Node node) {
    Rejections rejections = workspace.store().rejections();
    for (ObjectName name : rejections.pods()) {
      workspace
          .pods()
          .get(name)
          .filter(pod -> Retry.afterNode(pod, rejections.filters(name), before, node))
          .ifPresent(workspace.work()::notePod);
    }
  }

  /** Takes a node away; the Pods on it go too, as the garbage collector sees to. */
  public void delete(String name) {
    workspace.change(cluster -> cluster.withoutNode(name));
    workspace.pods().onNode(name).forEach(workspace::delete);
    workspace.work().noteDaemonSets(workspace.workloads());
    lookAtCapacity();
  }
}
