package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.Answer;
import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.admission.Patch;
import io.kubenet.controlplane.diagnosis.Diagnosis;
import io.kubenet.controlplane.endpoints.TopologyEvent;
import io.kubenet.controlplane.loop.Loop;
import io.kubenet.controlplane.pod.Pace;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.store.Change;
import io.kubenet.controlplane.store.Memory;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Store;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.controlplane.workload.Deployment;
import io.kubenet.controlplane.workload.ReplicaSet;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.finding.Finding;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.Place;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A live cluster without its network: API server, controllers, scheduler and kubelets, which have
 * done what they had to do.
 *
 * <p>It is a value: each step gives the control plane after it, and shares with the one before what
 * did not change.
 */
public final class ControlPlane {

  private final ControlPlaneConfig config;
  private final ApiServer server;
  private final Store store;
  private final Memory memory;

  /** What was changed in time, and components have not been told yet. */
  private final ImmutableList<Change> asked;

  private final Duration now;

  private ControlPlane(
      ControlPlaneConfig config, ApiServer server, Store store, Memory memory, Asked asked) {
    this.config = config;
    this.server = server;
    this.store = store;
    this.memory = memory;
    this.asked = asked.changes();
    this.now = asked.now();
  }

  private record Asked(ImmutableList<Change> changes, Duration now) {

    /** At rest no time passes. */
    static final Asked NOTHING = new Asked(ImmutableList.of(), Duration.ZERO);
  }

  /** The control plane to which a loop has come since an API server admitted what changes. */
  ControlPlane with(ApiServer admitted, Loop loop) {
    return new ControlPlane(
        config,
        admitted.with(loop.store().objects()),
        loop.store(),
        loop.memory(),
        new Asked(asked, now));
  }

  /** The same, after more changes that no component was told of. */
  ControlPlane asking(List<Change> more) {
    ImmutableList<Change> all = ImmutableList.<Change>builder().addAll(asked).addAll(more).build();
    return more.isEmpty()
        ? this
        : new ControlPlane(config, server, store, memory, new Asked(all, now));
  }

  /** The control plane at an instant, after all have been told. */
  ControlPlane at(Duration instant) {
    return new ControlPlane(config, server, store, memory, new Asked(ImmutableList.of(), instant));
  }

  /** What was changed, and components have not been told yet. */
  List<Change> asked() {
    return asked;
  }

  /**
   * A cluster in which a manifest has been applied; if the manifest has no nodes, it has those of
   * the configuration, or without these those that Pods name. A manifest that was read from a
   * cluster is restored: its slices are the complete set until something happens to their Services,
   * and nothing in it is judged.
   *
   * @throws io.kubenet.manifest.ManifestException if the API server refuses an object
   */
  public static ControlPlane load(Manifest manifest, ControlPlaneConfig config) {
    ControlPlane empty =
        new ControlPlane(
            config, ApiServer.start(config.allocation()), Store.EMPTY, Memory.NONE, Asked.NOTHING);
    List<ManifestObject> objects = new ArrayList<>(manifest.objects());
    if (objects.stream().noneMatch(object -> object.kind().equals("Node"))) {
      objects.addAll(NodesToMake.of(config.nodeNames(), manifest.objects()));
    }
    ControlPlane started = empty.withNamespaces();
    return StoredObjects.areIn(objects) ? started.restore(objects) : started.apply(objects);
  }

  private ControlPlane withNamespaces() {
    Step step = new Step(this, server, ImmutableList.of());
    server.keys().forEach(step::changed);
    return step.finished();
  }

  /** What networking reads. */
  public ClusterState state() {
    return store.cluster();
  }

  /** All objects as the API server has them, those that controllers made among them. */
  public Stream<ManifestObject> objects() {
    return server.list();
  }

  /** Where an object was written; empty for those that controllers made. */
  public Optional<Place> placeOf(String kind, ObjectName name) {
    return server
        .stored(ObjectKey.of(kind, name))
        .filter(object -> !object.isMade())
        .flatMap(Stored::sent)
        .map(ManifestObject::place);
  }

  /** What is wrong or suspicious in Services and workloads. */
  public List<Finding> diagnose() {
    return new Diagnosis(state(), store.workloads().all())
        .of(Diagnosis.KINDS.stream().flatMap(server::list));
  }

  /** A finding of others, with the place where what it is about was written. */
  public Finding located(Finding finding) {
    if (finding.place().isPresent()) {
      return finding;
    }
    Finding.Subject subject = finding.subject();
    return server
        .keys(subject.kind())
        .filter(key -> key.fullName().equals(subject.name()))
        .findFirst()
        .flatMap(server::find)
        .map(object -> Diagnosis.place(object, subject.path()))
        .map(finding::withPlace)
        .orElse(finding);
  }

  /** A Pod with what controllers and scheduler know of it. */
  public Optional<PodObject> pod(ObjectName name) {
    return store.pods().get(name);
  }

  /** What was said about the hints of a Service's endpoints. */
  public List<TopologyEvent> events(ObjectName service) {
    return memory.hinting().events(service);
  }

  /**
   * Creates the objects of a manifest, or makes them what it now says.
   *
   * @throws io.kubenet.manifest.ManifestException if the API server refuses one
   */
  public ControlPlane apply(Manifest manifest) {
    return apply(manifest.objects());
  }

  private ControlPlane apply(List<ManifestObject> objects) {
    ApiServer after = server.load(objects);
    List<ObjectKey> keys = new ChangeOrder(server, after).come(objects);
    for (ObjectKey key : keys) {
      after = key.kind().equals("Service") ? after.withLoadBalancer(key) : after;
    }
    Step step = new Step(this, after, objects);
    keys.forEach(step::changed);
    return step.finished();
  }

  private ControlPlane restore(List<ManifestObject> objects) {
    ApiServer after = server.restore(objects);
    Step step = new Step(this, after, objects);
    new ChangeOrder(server, after).come(objects).forEach(step::changed);
    return step.restored();
  }

  /**
   * Removes an object, and what its controllers made of it.
   *
   * @param kind its kind: {@code Deployment}
   * @throws IllegalArgumentException if there is none
   */
  public ControlPlane delete(String kind, ObjectName name) {
    ObjectKey key = ObjectKey.of(kind, name);
    Answer answer = server.delete(key);
    if (answer.isRefused()) {
      throw answer.error().orElseThrow().at(known().sent(key));
    }
    ApiServer after = answer.server();
    return kind.equals("Namespace")
        ? stepping(after, step -> emptied(step, after))
        : kind.equals("Pod")
            ? stepping(server, step -> step.deleted(known().pod(name)))
            : stepping(after, step -> step.changed(key));
  }

  /** Lets go of all that was in a namespace. */
  private Step emptied(Step step, ApiServer after) {
    new ChangeOrder(server, after).gone().forEach(step::changed);
    return step;
  }

  /** What the eviction API answers of a Pod now. */
  public Eviction eviction(ObjectName pod) {
    return new Evictions(store).answer(known().pod(pod));
  }

  /** The budgets' statuses, by name. */
  public Map<ObjectName, BudgetStatus> budgets() {
    Map<ObjectName, BudgetStatus> all = new TreeMap<>();
    new Evictions(store)
        .budgets()
        .forEach(budget -> all.put(budget.name(), BudgetStatus.of(budget, store)));
    return all;
  }

  /** Lets a Pod run out: it has a deletion timestamp, and goes on until it is deleted. */
  public ControlPlane terminate(ObjectName name) {
    PodObject pod = known().pod(name);
    return pod.nodeName().isEmpty()
        ? delete("Pod", name)
        : stepping(server, step -> step.changed(pod.with(pod.metadata().terminating())));
  }

  /** The same cluster, with kubelets that take their time or do not. */
  public ControlPlane with(Pace kubelets) {
    return new ControlPlane(config.with(kubelets), server, store, memory, new Asked(asked, now));
  }

  /** A kubelet has started a Pod's containers: it has its addresses, and is not ready. */
  public ControlPlane run(ObjectName pod) {
    PodObject bound = known().pod(pod);
    return stepping(server, step -> step.running(bound));
  }

  /** A kubelet has ended a Pod, or somebody deleted it by force: it is gone at once. */
  public ControlPlane remove(ObjectName name) {
    known().pod(name);
    return stepping(server, step -> step.removed(name));
  }

  /** Gives a workload another number of Pods. */
  public ControlPlane scale(String kind, ObjectName name, int replicas) {
    return patch(kind, name, MergePatches.replicas(replicas));
  }

  /** Makes a Pod ready. */
  public ControlPlane markReady(ObjectName pod) {
    return withReady(pod, true);
  }

  /** Makes a Pod not ready. */
  public ControlPlane markUnready(ObjectName pod) {
    return withReady(pod, false);
  }

  private ControlPlane withReady(ObjectName name, boolean ready) {
    PodObject pod = known().pod(name);
    return stepping(server, step -> step.changed(pod.with(pod.status().withReady(ready, since()))));
  }

  /** At rest, everything has been as it is for ever. */
  private Duration since() {
    return config.kubelets() == Pace.AT_ONCE ? PodStatus.EVER : now;
  }

  /** Lets a Pod run to its end, in success. */
  public ControlPlane succeed(ObjectName pod) {
    return finish(pod, Pod.Phase.SUCCEEDED);
  }

  /** Lets a Pod run to its end, in failure. */
  public ControlPlane fail(ObjectName pod) {
    return finish(pod, Pod.Phase.FAILED);
  }

  private ControlPlane finish(ObjectName name, Pod.Phase end) {
    PodObject pod = known().pod(name);
    return stepping(server, step -> step.changed(pod.with(pod.status().finished(end, since()))));
  }

  /** Lets no more Pods onto a node. */
  public ControlPlane cordon(String node) {
    return patch("Node", nodeName(node), MergePatches.unschedulable());
  }

  /**
   * Takes a node's power: it is not ready, and neither are its Pods, as the node lifecycle
   * controller says after a while; no Pod is put onto it. The Pods stay until somebody deletes
   * them.
   */
  public ControlPlane failNode(String name) {
    ObjectName node = nodeName(name);
    ControlPlane failed =
        patch("Node", node, MergePatches.unreachableTaint())
            .patchStatus("Node", node, MergePatches.unknownNode());
    for (PodObject pod : failed.store.pods().onNode(name)) {
      failed = failed.markUnready(pod.name());
    }
    return failed;
  }

  /** Lets Pods onto a node again. */
  public ControlPlane uncordon(String node) {
    return patch("Node", nodeName(node), MergePatches.schedulable());
  }

  /**
   * The node lifecycle controller has not heard of a node for too long: it is tainted, and neither
   * it nor its Pods are ready.
   */
  public ControlPlane loseNode(String name) {
    ControlPlane lost =
        patch("Node", nodeName(name), MergePatches.lostTaints())
            .patchStatus("Node", nodeName(name), MergePatches.unknownNode());
    for (PodObject pod : lost.store.pods().onNode(name)) {
      lost = lost.markUnready(pod.name());
    }
    return lost;
  }

  /** A node's kubelet reports again: its taints go. */
  public ControlPlane findNode(String name) {
    return patch("Node", nodeName(name), MergePatches.noTaints())
        .patchStatus("Node", nodeName(name), MergePatches.readyNode());
  }

  /**
   * Whether a Deployment has as many available Pods of its template as it asks for, and no more.
   */
  public boolean isRolledOut(ObjectName name) {
    WorkloadKey key = new WorkloadKey("Deployment", name);
    return store
        .workloads()
        .get(key)
        .map(workload -> (Deployment) workload)
        .filter(deployment -> new Rollout(deployment, store, now).isComplete())
        .isPresent();
  }

  /** Whether a workload made a Pod, or what made it: a Deployment by its ReplicaSets. */
  public boolean isMadeBy(PodObject pod, String kind, ObjectName workload) {
    WorkloadKey wanted = new WorkloadKey(kind, workload);
    return pod.metadata()
        .owner()
        .map(owner -> WorkloadKey.of(pod.name().namespace(), owner))
        .filter(key -> key.equals(wanted) || makerOf(key).equals(Optional.of(wanted)))
        .isPresent();
  }

  private Optional<WorkloadKey> makerOf(WorkloadKey key) {
    return store
        .workloads()
        .get(key)
        .filter(ReplicaSet.class::isInstance)
        .flatMap(set -> ((ReplicaSet) set).deployment());
  }

  /** What controllers found out about their workloads since an earlier control plane. */
  public List<Progressed> progressedSince(ControlPlane earlier) {
    return ProgressReport.between(earlier.memory, memory);
  }

  /** All Pods, in the order of their names. */
  public Collection<PodObject> pods() {
    return store.pods().all();
  }

  /** The Pods on a node. */
  public List<PodObject> podsOn(String node) {
    return store.pods().onNode(node);
  }

  /** Gives an object a label, or another value of it. */
  public ControlPlane label(String kind, ObjectName name, String key, String value) {
    return relabel(kind, name, MergePatches.label(key, value));
  }

  /** Takes a label from an object. */
  public ControlPlane unlabel(String kind, ObjectName name, String key) {
    return relabel(kind, name, MergePatches.noLabel(key));
  }

  private ControlPlane relabel(String kind, ObjectName name, ObjectNode labels) {
    return patch(kind, name, MergePatches.labels(labels));
  }

  /**
   * Changes an object, as PATCH does with a JSON merge patch.
   *
   * @throws io.kubenet.manifest.ManifestException if the API server refuses that
   * @throws IllegalArgumentException if there is no such object
   */
  public ControlPlane patch(String kind, ObjectName name, JsonNode mergePatch) {
    ObjectKey key = ObjectKey.of(kind, name);
    return answered(server.patch(key, new Patch.Merge(mergePatch)), key);
  }

  /** Changes the status of an object alone. */
  public ControlPlane patchStatus(String kind, ObjectName name, JsonNode mergePatch) {
    ObjectKey key = ObjectKey.of(kind, name);
    return answered(server.patchStatus(key, new Patch.Merge(mergePatch)), key);
  }

  /** The control plane after the API server has answered a request about an object. */
  ControlPlane answered(Answer answer, ObjectKey key) {
    if (answer.isRefused()) {
      throw answer.error().orElseThrow().at(known().sent(key));
    }
    ApiServer after =
        key.kind().equals("Service") && answer.server().find(key).isPresent()
            ? answer.server().withLoadBalancer(key)
            : answer.server();
    return stepping(after, step -> step.changed(key));
  }

  private ControlPlane stepping(ApiServer after, Function<Step, Step> change) {
    return change.apply(new Step(this, after, ImmutableList.of())).finished();
  }

  private KnownObjects known() {
    return new KnownObjects(server, store);
  }

  private static ObjectName nodeName(String node) {
    return new ObjectName("", node);
  }

  ControlPlaneConfig config() {
    return config;
  }

  ApiServer server() {
    return server;
  }

  Store store() {
    return store;
  }

  Memory memory() {
    return memory;
  }
}
