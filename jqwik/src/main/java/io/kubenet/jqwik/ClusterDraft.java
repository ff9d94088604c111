package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.EndpointSliceSpec.Endpoint;
import io.kubenet.jqwik.PodSpec.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Makes a cluster of parts that do not know one another yet. */
final class ClusterDraft {

  private final Families families;
  private final List<NodeSpec> nodes;
  private final List<PodSpec> pods;
  private final List<ServiceSpec> services;

  ClusterDraft(
      Families families,
      List<Optional<String>> zones,
      List<Drafts.Pod> pods,
      List<ServiceSpec> services) {
    this.families = families;
    this.nodes = numbered(zones, (zone, number) -> new NodeSpec(number, zone));
    this.pods = numbered(pods, (pod, number) -> pod(number, pods));
    this.services = numbered(services, ServiceSpec::withNumber);
  }

  ClusterSpec cluster(
      List<WorkloadSpec> workloads, List<Drafts.Slice> slices, List<PolicySpec> policies) {
    boolean canHaveSlices = !pods.isEmpty() && !services.isEmpty();
    return new ClusterSpec(
        families,
        nodes,
        pods,
        numbered(workloads, WorkloadSpec::withNumber),
        services,
        canHaveSlices ? numbered(slices, this::slice) : List.of(),
        numbered(policies, PolicySpec::withNumber));
  }

  private static <D, S> List<S> numbered(List<D> drafts, BiFunction<D, Integer, S> spec) {
    return IntStream.range(0, drafts.size())
        .mapToObj(index -> spec.apply(drafts.get(index), index + 1))
        .toList();
  }

  /** At most one pod a node is in the host's network: two would want the same ports. */
  private PodSpec pod(int number, List<Drafts.Pod> drafts) {
    Drafts.Pod draft = drafts.get(number - 1);
    NodeSpec node = Drafts.at(draft.node(), nodes);
    boolean isTaken =
        drafts.subList(0, number - 1).stream()
            .filter(other -> other.network() == Network.HOST)
            .anyMatch(other -> Drafts.at(other.node(), nodes).equals(node));
    Network network = isTaken ? Network.POD : draft.network();
    return new PodSpec(number, draft.app(), node, draft.state(), network);
  }

  private EndpointSliceSpec slice(Drafts.Slice draft, int number) {
    Map<PodSpec, Endpoint> endpoints = new LinkedHashMap<>();
    for (Drafts.Endpoint endpoint : draft.endpoints()) {
      PodSpec pod = Drafts.at(endpoint.pod(), pods);
      endpoints.putIfAbsent(pod, new Endpoint(pod, endpoint.state()));
    }
    ServiceSpec service = Drafts.at(draft.service(), services);
    return new EndpointSliceSpec(number, service, ImmutableList.copyOf(endpoints.values()));
  }
}
