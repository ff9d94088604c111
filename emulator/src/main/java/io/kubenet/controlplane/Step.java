package io.kubenet.controlplane;

import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.admission.ObjectKey;
import io.kubenet.controlplane.controller.Reconciler;
import io.kubenet.controlplane.kubelet.NetworkPlugin;
import io.kubenet.controlplane.kubelet.Unready;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.manifest.ManifestObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One step of a control plane: objects change in the API server, then all controllers work until
 * nothing changes any more.
 */
final class Step {

  private final ApiServer before;
  private final ApiServer after;
  private final Workspace workspace;
  private final ObjectChanges changes;
  private final Reconciler reconciler;

  /**
   * A step.
   *
   * @param sent the objects that change; the addresses of their Pods are given to no others
   */
  Step(ControlPlane from, ApiServer after, List<ManifestObject> sent) {
    this.before = from.server();
    this.after = after;
    this.workspace = new Workspace(from.store());
    PodAddresses addresses = PodAddresses.in(sent);
    this.changes =
        new ObjectChanges(workspace, new NodePlan(from.config().plan(), addresses.byNode()));
    this.reconciler =
        new Reconciler(
            workspace,
            new Unready(from.config().unready()),
            new NetworkPlugin(from.config().plan(), addresses.all()));
  }

  /** What has become of an object. */
  Step changed(ObjectKey key) {
    Optional<ManifestObject> old = before.find(key);
    Optional<ManifestObject> object = after.find(key);
    if (object.isPresent()) {
      old.filter(o -> o.kind().equals("EndpointSlice")).ifPresent(changes::removeSlice);
      changes.put(object.get());
    } else {
      old.ifPresent(changes::delete);
    }
    reconciler.settlePods();
    return this;
  }

  /** Something that only the controllers' store knows. */
  Step changed(Consumer<Workspace> change) {
    change.accept(workspace);
    reconciler.settlePods();
    return this;
  }

  /** Changes a Pod. */
  Step changed(PodObject pod) {
    return changed(workspace -> workspace.put(pod));
  }

  /** What the step leads to, where the slices of all Services are there already. */
  Store restored() {
    return workspace.store();
  }

  /** What the step leads to. */
  Store finished() {
    reconciler.syncServices();
    return workspace.store();
  }
}
