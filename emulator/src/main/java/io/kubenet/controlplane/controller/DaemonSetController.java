package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.controlplane.pod.GeneratedName;
import io.kubenet.controlplane.pod.Placement;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodSpec;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.DaemonSet;
import io.kubenet.controlplane.workload.Revisions;
import io.kubenet.model.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps a Pod of a DaemonSet on each node that it is for (daemon_controller.go, v1.36). */
final class DaemonSetController {

  private static final String REVISION_LABEL = "controller-revision-hash";

  private final Workspace workspace;
  private final DaemonSet set;
  private final Revisions revisions;

  DaemonSetController(Workspace workspace, DaemonSet set) {
    this.workspace = workspace;
    this.set = set;
    this.revisions = workspace.memory().revisions(set);
  }

  void sync() {
    workspace.remember(set.key(), revisions);
    List<PodObject> pods = new PodClaims(workspace).claim(set);
    for (Node node : workspace.cluster().nodes()) {
      manage(
          node,
          pods.stream()
              .filter(pod -> target(pod).equals(Optional.of(node.name())))
              .collect(ImmutableList.toImmutableList()));
    }
    update();
  }

  private static Optional<String> target(PodObject pod) {
    return pod.nodeName().or(() -> pod.spec().placement().nodes().target());
  }

  private void manage(Node node, List<PodObject> pods) {
    pods.stream().filter(PodObject::isFinished).forEach(workspace::delete);
    List<PodObject> left =
        pods.stream().filter(pod -> !pod.isFinished()).collect(ImmutableList.toImmutableList());
    if (!isWanted(node)) {
      if (!mayStay(node)) {
        left.stream().filter(PodObject::isActive).forEach(workspace::delete);
      }
      return;
    }
    if (left.isEmpty()) {
      workspace.put(create(node.name()));
    }
    List<PodObject> running =
        left.stream()
            .filter(PodObject::isActive)
            .sorted(Comparator.comparing(PodObject::age))
            .collect(ImmutableList.toImmutableList());
    if (surge() == 0) {
      running.stream().skip(1).forEach(workspace::delete);
    } else {
      new DaemonSurge(workspace, set, this::isOld).prune(running);
    }
  }

  private int surge() {
    return set.updatesOnDelete() ? 0 : set.maxSurge().roundedUpOf(wantedNodes().size());
  }

  private List<Node> wantedNodes() {
    return workspace.cluster().nodes().stream()
        .filter(this::isWanted)
        .collect(ImmutableList.toImmutableList());
  }

  private boolean isWanted(Node node) {
    return isChosen(node)
        && node.taints().stream()
            .filter(taint -> taint.effect() != Node.Effect.PREFER_NO_SCHEDULE)
            .allMatch(this::isTolerated);
  }

  /** A Pod that runs stays unless the node throws it out (NodeShouldRunDaemonPod). */
  private boolean mayStay(Node node) {
    return isChosen(node)
        && node.taints().stream()
            .filter(taint -> taint.effect() == Node.Effect.NO_EXECUTE)
            .allMatch(this::isTolerated);
  }

  private boolean isChosen(Node node) {
    return set.template().spec().placement().nodes().matches(node)
        && (set.template().nodeName().isEmpty() || set.template().nodeName().equals(node.name()));
  }

  private boolean isTolerated(Node.Taint taint) {
    return tolerations().stream().anyMatch(toleration -> toleration.tolerates(taint));
  }

  private PodObject create(String node) {
    String hash = revisions.update().hash();
    String origin = set.key().name() + "/" + node + "/" + hash;
    Map<String, String> labels =
        ImmutableSortedMap.of(
            REVISION_LABEL,
            hash,
            "pod-template-generation",
            Integer.toString(revisions.generation()));
    PodObject pod =
        PodFactory.create(
            set.key(),
            GeneratedName.name(set.key().name().name() + "-", origin),
            set.template(),
            labels);
    return PodFactory.with(pod, spec(node));
  }

  /** The node affinity of the template makes way for the node's name, its selector stays. */
  private PodSpec spec(String node) {
    PodSpec spec = set.template().spec();
    Placement placement = spec.placement();
    return spec.with(placement.with(placement.nodes().onNode(node), tolerations()));
  }

  /** What each daemon tolerates (daemonset util AddOrUpdateDaemonPodTolerations, v1.36). */
  private List<Toleration> tolerations() {
    List<Toleration> all = new ArrayList<>(set.template().spec().placement().tolerations());
    addMissing(all, "not-ready", Node.Effect.NO_EXECUTE);
    addMissing(all, "unreachable", Node.Effect.NO_EXECUTE);
    addMissing(all, "disk-pressure", Node.Effect.NO_SCHEDULE);
    addMissing(all, "memory-pressure", Node.Effect.NO_SCHEDULE);
    addMissing(all, "pid-pressure", Node.Effect.NO_SCHEDULE);
    addMissing(all, "unschedulable", Node.Effect.NO_SCHEDULE);
    if (set.template().spec().isHostNetwork()) {
      addMissing(all, "network-unavailable", Node.Effect.NO_SCHEDULE);
    }
    return all;
  }

  private static void addMissing(List<Toleration> all, String condition, Node.Effect effect) {
    Toleration toleration = Toleration.ofKey("node.kubernetes.io/" + condition, effect);
    if (!all.contains(toleration)) {
      all.add(toleration);
    }
  }

  /** Takes Pods of the old template away, as many as may be unavailable (rollingUpdate). */
  private void update() {
    if (set.updatesOnDelete()) {
      return;
    }
    if (surge() > 0) {
      surgeOver();
      return;
    }
    Map<String, List<PodObject>> byNode = activeByNode();
    List<PodObject> useless = new ArrayList<>();
    List<PodObject> candidates = new ArrayList<>();
    int unavailable = 0;
    for (List<PodObject> pods : byNode.values()) {
      if (pods.size() != 1) {
        unavailable++;
      } else if (!isOld(pods.get(0))) {
        unavailable += workspace.isAvailable(pods.get(0), set) ? 0 : 1;
      } else if (workspace.isAvailable(pods.get(0), set)) {
        candidates.add(pods.get(0));
      } else {
        useless.add(pods.get(0));
      }
    }
    int room = Math.max(1, set.maxUnavailable().roundedUpOf(wantedNodes().size()));
    useless.forEach(workspace::delete);
    candidates.stream().limit(Math.max(0, room - unavailable)).forEach(workspace::delete);
  }

  /** By node, the Pods that do not terminate; a node whose Pods all do has none. */
  private Map<String, List<PodObject>> activeByNode() {
    Map<String, List<PodObject>> byNode = new TreeMap<>();
    for (PodObject pod : workspace.pods().ownedBy(set.key())) {
      List<PodObject> there =
          byNode.computeIfAbsent(target(pod).orElse(""), node -> new ArrayList<>());
      if (pod.isActive()) {
        there.add(pod);
      }
    }
    return byNode;
  }

  /** Puts new Pods beside old ones, on as many nodes as may have two (rollingUpdate). */
  private void surgeOver() {
    Map<String, List<PodObject>> byNode = activeByNode();
    DaemonSurge surge = new DaemonSurge(workspace, set, this::isOld);
    List<String> wanted = wantedNodes().stream().map(Node::name).toList();
    surge.nodes(byNode, surge()).stream()
        .filter(wanted::contains)
        .forEach(node -> workspace.put(create(node)));
  }

  private boolean isOld(PodObject pod) {
    return !revisions.update().hash().equals(pod.labels().get(REVISION_LABEL));
  }
}
