package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.PodSpec.Network;
import io.kubenet.jqwik.PodSpec.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/**
 * Arbitrary clusters. One of few nodes, pods and Services without anything special is what a failed
 * property shrinks to.
 *
 * <p>Pods have the label app of one of three; Services select by it, or select nothing.
 */
public final class ClusterArbitrary extends ArbitraryDecorator<ClusterSpec> {

  private static final List<String> APPS = ImmutableList.of("api", "web", "cart");
  private static final String NOBODY = "nobody";

  private record Size(int min, int max) {}

  private record RawPod(int app, int node, State state, Network network) {}

  private final List<Families> families;
  private final Size nodes;
  private final Size pods;
  private final Size services;
  private final Size policies;

  private ClusterArbitrary(
      List<Families> families, Size nodes, Size pods, Size services, Size policies) {
    this.families = families;
    this.nodes = nodes;
    this.pods = pods;
    this.services = services;
    this.policies = policies;
  }

  /** Clusters of 1 to 3 nodes, 1 to 6 pods and 1 to 3 Services; IPv4, without policies. */
  public static ClusterArbitrary clusters() {
    return new ClusterArbitrary(
        ImmutableList.of(Families.IPV4),
        new Size(1, 3),
        new Size(1, 6),
        new Size(1, 3),
        new Size(0, 0));
  }

  /** Clusters of one of these families. */
  public ClusterArbitrary withFamilies(Families... others) {
    return new ClusterArbitrary(ImmutableList.copyOf(others), nodes, pods, services, policies);
  }

  /** Clusters of that many nodes: 1 to 99. */
  public ClusterArbitrary withNodes(int min, int max) {
    return new ClusterArbitrary(families, size(1, min, max), pods, services, policies);
  }

  /** Clusters of that many pods: up to 99. */
  public ClusterArbitrary withPods(int min, int max) {
    return new ClusterArbitrary(families, nodes, size(0, min, max), services, policies);
  }

  /** Clusters of that many Services: up to 99. */
  public ClusterArbitrary withServices(int min, int max) {
    return new ClusterArbitrary(families, nodes, pods, size(0, min, max), policies);
  }

  /** Clusters of that many NetworkPolicies: up to 99. */
  public ClusterArbitrary withPolicies(int min, int max) {
    return new ClusterArbitrary(families, nodes, pods, services, size(0, min, max));
  }

  /** Clusters of at least one pod, each with up to that many connections to try in it. */
  public Arbitrary<TrafficSpec> withFlows(int max) {
    return filter(cluster -> !cluster.pods().isEmpty())
        .flatMap(
            cluster ->
                FlowArbitrary.in(cluster)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(max)
                    .map(flows -> new TrafficSpec(cluster, flows)));
  }

  /** Clusters of at least one pod, each with up to that many changes to make, one after another. */
  public Arbitrary<ChangingSpec> withChanges(int max) {
    return filter(cluster -> !cluster.pods().isEmpty())
        .flatMap(
            cluster ->
                ChangeArbitrary.of(cluster, max)
                    .map(changes -> new ChangingSpec(cluster, changes)));
  }

  private static Size size(int least, int min, int max) {
    if (min < least || max > 99 || min > max) {
      throw new IllegalArgumentException(
          "from " + min + " to " + max + ": must be within " + least + " to 99");
    }
    return new Size(min, max);
  }

  @Override
  protected Arbitrary<ClusterSpec> arbitrary() {
    return Arbitraries.of(families).flatMap(this::ofFamilies);
  }

  private Arbitrary<ClusterSpec> ofFamilies(Families chosen) {
    List<String> selectable =
        ImmutableList.<String>builder().addAll(APPS).addAll(APPS).add(NOBODY).build();
    return Combinators.combine(
            zones(),
            list(rawPods(), pods),
            list(new ServiceArbitrary(chosen, selectable).unnumbered(), services),
            list(policySpecs(), policies))
        .as(
            (zones, raw, unnumbered, rawPolicies) ->
                build(chosen, zones, raw, unnumbered, rawPolicies));
  }

  private static <T> Arbitrary<List<T>> list(Arbitrary<T> elements, Size size) {
    return elements.list().ofMinSize(size.min()).ofMaxSize(size.max());
  }

  private Arbitrary<List<Optional<String>>> zones() {
    Arbitrary<Optional<String>> zone = Arbitraries.of("a", "b").optional(0.5);
    return list(zone, nodes);
  }

  private static Arbitrary<RawPod> rawPods() {
    return Combinators.combine(
            Arbitraries.integers().between(0, APPS.size() - 1),
            Arbitraries.integers().between(0, 98),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(State.READY)),
                Tuple.of(2, Arbitraries.of(State.class))),
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Network.POD)),
                Tuple.of(1, Arbitraries.just(Network.HOST))))
        .as(RawPod::new);
  }

  private static Arbitrary<PolicySpec> policySpecs() {
    Arbitrary<Optional<List<String>>> peers =
        Arbitraries.of(APPS).list().ofMaxSize(2).uniqueElements().optional(0.6);
    return Combinators.combine(Arbitraries.of(APPS).optional(0.7), peers, peers)
        .as((app, from, to) -> new PolicySpec(0, app, from, to))
        .filter(policy -> policy.ingressFrom().isPresent() || policy.egressTo().isPresent());
  }

  private static ClusterSpec build(
      Families families,
      List<Optional<String>> zones,
      List<RawPod> raw,
      List<ServiceSpec> unnumbered,
      List<PolicySpec> rawPolicies) {
    List<NodeSpec> nodes =
        IntStream.range(0, zones.size()).mapToObj(i -> new NodeSpec(i + 1, zones.get(i))).toList();
    return new ClusterSpec(
        families,
        nodes,
        IntStream.range(0, raw.size()).mapToObj(i -> pod(i + 1, raw, nodes)).toList(),
        IntStream.range(0, unnumbered.size())
            .mapToObj(i -> service(i + 1, unnumbered.get(i)))
            .toList(),
        IntStream.range(0, rawPolicies.size())
            .mapToObj(i -> policy(i + 1, rawPolicies.get(i)))
            .toList());
  }

  /** At most one pod a node is in the host's network: two would want the same ports. */
  private static PodSpec pod(int number, List<RawPod> raw, List<NodeSpec> nodes) {
    RawPod pod = raw.get(number - 1);
    int node = pod.node() % nodes.size();
    boolean isTaken =
        raw.subList(0, number - 1).stream()
            .anyMatch(
                other -> other.network() == Network.HOST && other.node() % nodes.size() == node);
    Network network = isTaken ? Network.POD : pod.network();
    return new PodSpec(number, APPS.get(pod.app()), nodes.get(node), pod.state(), network);
  }

  private static ServiceSpec service(int number, ServiceSpec service) {
    return new ServiceSpec(
        number,
        service.app(),
        service.type(),
        service.ports(),
        service.external(),
        service.internalTrafficPolicy(),
        service.affinityTimeoutSeconds(),
        service.readiness(),
        service.trafficDistribution());
  }

  private static PolicySpec policy(int number, PolicySpec policy) {
    return new PolicySpec(number, policy.app(), policy.ingressFrom(), policy.egressTo());
  }
}
