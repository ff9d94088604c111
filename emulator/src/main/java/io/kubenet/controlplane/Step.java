package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.controller.GarbageCollector;
import io.kubenet.controlplane.controller.Kubelets;
import io.kubenet.controlplane.controller.MirroringComponent;
import io.kubenet.controlplane.controller.NodeJoin;
import io.kubenet.controlplane.controller.PodScheduler;
import io.kubenet.controlplane.controller.SliceComponent;
import io.kubenet.controlplane.controller.WorkloadController;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.kubelet.NetworkPlugin;
import io.kubenet.controlplane.kubelet.Unready;
import io.kubenet.controlplane.loop.Component;
import io.kubenet.controlplane.loop.Loop;
import io.kubenet.controlplane.loop.Turn;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.store.Tables;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ObjectName;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a control plane at rest: objects change one after the other, and after each all
 * components work until they are idle; the slices of Services are made at the end.
 */
final class Step {

  private final ControlPlane from;
  private final ApiServer after;
  private final PodAddresses addresses;
  private final Kubelets kubelets;
  private final Loop loop;
  private final List<Change> asked = new ArrayList<>();

  /**
   * A step.
   *
   * @param after the API server that has admitted what changes
   * @param sent the objects that change; the addresses of their Pods are given to no others
   */
  Step(ControlPlane from, ApiServer after, List<ManifestObject> sent) {
    this.from = from;
    this.after = after;
    this.addresses = PodAddresses.in(sent);
    this.kubelets =
        new Kubelets(
            new Unready(from.config().unready()),
            new NetworkPlugin(from.config().plan(), addresses.all()));
    this.loop =
        new Loop(
            Loop.Start.of(
                from.store().at(after.revision()), from.memory(), from.config().kubelets()),
            isInTime() ? ImmutableList.of() : components(from.config(), addresses, kubelets));
  }

  private boolean isInTime() {
    return from.config().kubelets() == Pace.IN_TIME;
  }

  /** The components of a control plane that lives in time. */
  static List<Component> components(ControlPlaneConfig config) {
    PodAddresses none = PodAddresses.in(ImmutableList.of());
    return components(
        config,
        none,
        new Kubelets(new Unready(config.unready()), new NetworkPlugin(config.plan(), none.all())));
  }

  private static List<Component> components(
      ControlPlaneConfig config, PodAddresses addresses, Kubelets kubelets) {
    return ImmutableList.<Component>builder()
        .add(new NodeJoin(new NodePlan(config.plan(), addresses.byNode())::completed))
        .add(new GarbageCollector())
        .addAll(WorkloadController.all())
        .add(kubelets)
        .add(new PodScheduler())
        .add(new MirroringComponent())
        .add(new SliceComponent())
        .build();
  }

  /** What has become of an object in the API server. */
  Step changed(ObjectKey key) {
    after
        .stored(key)
        .ifPresentOrElse(
            object -> put(Kinds.of(key.kind()).read(object, loop.store())), () -> gone(key));
    return settled();
  }

  /** A Pod is deleted: it goes on until its kubelet has ended it. */
  Step deleted(PodObject pod) {
    boolean isRun = pod.nodeName().isPresent() && !pod.isFinished();
    return from.config().kubelets() == Pace.AT_ONCE || !isRun
        ? removed(pod.name())
        : changed(pod.with(pod.metadata().terminating()));
  }

  private void gone(ObjectKey key) {
    Store before = loop.store();
    if (before.objects().has(key)) {
      loop.remove(key);
      ask(key, before);
    }
  }

  private void put(Stored object) {
    Store before = loop.store();
    loop.put(object);
    ask(object.key(), before);
  }

  /** In time, the components are told later. */
  private void ask(ObjectKey key, Store before) {
    if (isInTime()) {
      asked.add(
          new Change(
              key, before.objects().find(key), loop.store().objects().find(key), loop.store()));
    }
  }

  /** A Pod is gone at once. */
  Step removed(ObjectName pod) {
    gone(ObjectKey.of(Tables.PODS.kind(), pod));
    return settled();
  }

  /** A Pod's kubelet has started its containers. */
  Step running(PodObject pod) {
    kubelets.started(pod, loop.store()).ifPresent(this::changed);
    return this;
  }

  /** Changes a Pod. */
  Step changed(PodObject pod) {
    put(Stored.made(Tables.PODS, pod));
    return settled();
  }

  private Step settled() {
    loop.runThrough(Turn.WAITING_PODS);
    return this;
  }

  /** What the step leads to, where the slices of all Services are there already. */
  ControlPlane restored() {
    return from.with(after, loop).asking(asked);
  }

  /** What the step leads to. */
  ControlPlane finished() {
    loop.runUntilIdle();
    return restored();
  }
}
