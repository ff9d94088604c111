package io.kubenet.jqwik;

import io.kubenet.jqwik.ChangeArbitrary.Draft;
import io.kubenet.jqwik.ChangeSpec.NodeEvent;
import io.kubenet.jqwik.ChangeSpec.PodEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a sequence of changes leaves of a cluster; it makes each change one that is possible. */
final class ChangingCluster {

  private static final int MOST_PODS = 99;

  private final Families families;
  private final List<NodeSpec> nodes;
  private final List<PodSpec> pods;
  private final List<WorkloadSpec> workloads;
  private final List<ServiceSpec> services;
  private final List<PolicySpec> policies;
  private int lastPod;

  ChangingCluster(ClusterSpec cluster) {
    this.families = cluster.families();
    this.nodes = new ArrayList<>(cluster.nodes());
    this.pods = new ArrayList<>(cluster.pods());
    this.workloads = cluster.workloads();
    this.services = new ArrayList<>(cluster.services());
    this.policies = new ArrayList<>(cluster.policies());
    this.lastPod = pods.size();
  }

  /** The change that a draft becomes; empty if there is nothing left that it could change. */
  Optional<ChangeSpec> change(Draft draft) {
    int place = draft.place();
    return switch (draft.kind()) {
      case POD_READY -> pod(place, PodEvent.READY);
      case POD_UNREADY -> pod(place, PodEvent.UNREADY);
      case POD_TERMINATING -> pod(place, PodEvent.TERMINATING);
      case POD_DELETED -> deleted(place, pods, pod -> "pod/" + pod.fullName());
      case POD_ADDED -> added(place);
      case WORKLOAD_SCALED -> scaled(place);
      case SERVICE_CHANGED -> changed(place);
      case SERVICE_DELETED -> deleted(place, services, ChangingCluster::reference);
      case POLICY_DELETED ->
          deleted(place, policies, policy -> "networkpolicy/" + inShop(policy.name()));
      case PROXY_PAUSED -> node(place, NodeEvent.PAUSED);
      case PROXY_RESUMED -> node(place, NodeEvent.RESUMED);
      case NODE_CORDONED -> node(place, NodeEvent.CORDONED);
      case NODE_FAILED -> failed(place);
    };
  }

  private Optional<ChangeSpec> pod(int place, PodEvent event) {
    return pick(place, pods).map(pod -> new ChangeSpec.OfPod(pod.fullName(), event));
  }

  private Optional<ChangeSpec> node(int place, NodeEvent event) {
    return pick(place, nodes).map(node -> new ChangeSpec.OfNode(node.name(), event));
  }

  /** Its own pods are out of reach then; one node is left. */
  private Optional<ChangeSpec> failed(int place) {
    if (nodes.size() < 2) {
      return Optional.empty();
    }
    NodeSpec node = nodes.remove(place % nodes.size());
    pods.removeIf(pod -> pod.node().equals(node));
    return Optional.of(new ChangeSpec.OfNode(node.name(), NodeEvent.FAILED));
  }

  private Optional<ChangeSpec> added(int place) {
    if (lastPod == MOST_PODS) {
      return Optional.empty();
    }
    PodSpec pod =
        new PodSpec(
            ++lastPod, "api", Drafts.at(place, nodes), PodSpec.State.READY, PodSpec.Network.POD);
    pods.add(pod);
    return Optional.of(new ChangeSpec.Applied("pod/" + pod.fullName(), pod.manifest(families)));
  }

  private Optional<ChangeSpec> scaled(int place) {
    return pick(place, workloads)
        .filter(workload -> workload.kind().isScalable())
        .map(workload -> new ChangeSpec.Scaled(workload.reference(), place % 4));
  }

  /** Its traffic within the cluster stays on the node from now on, or no longer does. */
  private Optional<ChangeSpec> changed(int place) {
    return pick(place, services)
        .map(
            service -> {
              ServiceSpec changed = service.withOtherInternalTrafficPolicy();
              services.set(services.indexOf(service), changed);
              return new ChangeSpec.Applied(reference(changed), changed.manifest(families));
            });
  }

  private static <T> Optional<ChangeSpec> deleted(
      int place, List<T> parts, Function<T, String> reference) {
    return pick(place, parts)
        .map(
            part -> {
              parts.remove(part);
              return new ChangeSpec.Deleted(reference.apply(part));
            });
  }

  private static <T> Optional<T> pick(int place, List<T> parts) {
    return parts.isEmpty() ? Optional.empty() : Optional.of(Drafts.at(place, parts));
  }

  private static String reference(ServiceSpec service) {
    return "service/" + inShop(service.name());
  }

  private static String inShop(String name) {
    return PodSpec.NAMESPACE + "/" + name;
  }
}
