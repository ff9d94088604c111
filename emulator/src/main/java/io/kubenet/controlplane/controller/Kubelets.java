package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.kubelet.Kubelet;
import io.kubenet.controlplane.kubelet.NetworkPlugin;
import io.kubenet.controlplane.kubelet.Unready;
import io.kubenet.controlplane.loop.Agenda;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.Node;
import java.util.Optional;

/** The kubelets of all nodes, which start Pods at once unless they take time. */
public final class Kubelets implements Component {

  private final Unready unready;
  private final NetworkPlugin plugin;

  /**
   * Kubelets of nodes.
   *
   * @param unready the Pods that do not become ready
   * @param plugin what gives Pods their addresses
   */
  public Kubelets(Unready unready, NetworkPlugin plugin) {
    this.unready = unready;
    this.plugin = plugin;
  }

  @Override
  public String name() {
    return "kubelet";
  }

  @Override
  public void see(Change change, Agenda agenda) {
    change
        .after(PodObject.class)
        .filter(PodObject::isActive)
        .filter(pod -> pod.nodeName().isPresent() && pod.status().awaitsStart())
        .ifPresent(pod -> note(pod, agenda));
    if (change.before(Node.class).isEmpty() && change.after(Node.class).isPresent()) {
      change.store().pods().onNode(change.key().name()).forEach(pod -> note(pod, agenda));
    }
  }

  private static void note(PodObject pod, Agenda agenda) {
    agenda.note(Turn.PODS, ObjectKey.of("Pod", pod.name()), pod.age());
  }

  @Override
  public void sync(ObjectKey key, Workspace workspace, Agenda agenda) {
    workspace
        .pods()
        .get(key.objectName())
        .filter(PodObject::isActive)
        .flatMap(pod -> synced(pod, workspace))
        .ifPresent(workspace::put);
  }

  private Optional<PodObject> synced(PodObject pod, Workspace workspace) {
    Store store = workspace.store();
    return pod.nodeName()
        .flatMap(store.cluster()::node)
        .map(
            node -> {
              PodObject labelled = PodBinding.withTopologyLabels(pod, node);
              return workspace.kubelets() == Pace.AT_ONCE
                  ? new Kubelet(node, plugin, store).start(labelled, unready)
                  : labelled;
            });
  }

  /** A Pod whose containers have just been started: it has its addresses, and is not ready. */
  public Optional<PodObject> started(PodObject pod, Store store) {
    return pod.nodeName()
        .flatMap(store.cluster()::node)
        .map(node -> new Kubelet(node, plugin, store).start(pod, Unready.NONE))
        .map(running -> running.with(running.status().withReady(false, PodStatus.EVER)));
  }
}
