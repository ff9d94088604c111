package io.kubenet.conformance.kernel;

import io.kubenet.conformance.kernel.Inquiry.Question;
import io.kubenet.jqwik.ClusterArbitrary;
import io.kubenet.jqwik.ClusterSpec;
import io.kubenet.jqwik.Families;
import io.kubenet.jqwik.FlowSpec;
import io.kubenet.jqwik.ServiceSpec;
import io.kubenet.jqwik.TrafficSpec;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.node.NetworkKind;
import io.kubenet.ruleset.host.HostRules;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;

/** A real cluster for iptables mode and one for nftables mode, and what is asked of both. */
final class ClusterStages implements AutoCloseable {

  private final NetworkKind network;
  private final Map<Mode, RealCluster> stages = new EnumMap<>(Mode.class);

  /** Clusters whose pods hang on the network as its kind has it. */
  ClusterStages(NetworkKind network) {
    this.network = network;
    for (Mode mode : List.of(Mode.IPTABLES, Mode.NFTABLES)) {
      stages.put(mode, Stage.OF_CLUSTERS.build(network));
    }
  }

  @Override
  public void close() {
    stages.values().forEach(RealCluster::close);
  }

  /** Traffic that these clusters can carry. */
  static Arbitrary<TrafficSpec> traffic() {
    return ClusterArbitrary.clusters()
        .withFamilies(Families.IPV4, Families.DUAL)
        .withNodes(1, Stage.OF_CLUSTERS.nodes())
        .withPods(1, Stage.OF_CLUSTERS.pods())
        .withFlows(8)
        .map(ClusterStages::withoutDetours);
  }

  /**
   * Without connections from outside to a pod's own address by a node that is not the pod's. Their
   * replies come home without that node, whose conntrack then calls the handshake's third packet
   * invalid; the emulator carries a connection's first packet and the reply alone.
   */
  private static TrafficSpec withoutDetours(TrafficSpec traffic) {
    return new TrafficSpec(
        traffic.cluster(),
        traffic.flows().stream().filter(flow -> !isDetour(flow, traffic.cluster())).toList());
  }

  private static boolean isDetour(FlowSpec flow, ClusterSpec cluster) {
    IpAddress target = flow.target().address();
    return flow.via().isPresent()
        && cluster.pods().stream()
            .filter(pod -> pod.ip(target.family()).equals(target))
            .anyMatch(pod -> !pod.node().name().equals(flow.via().get()));
  }

  /** Each flow in each mode, with the emulator's rules loaded on the real nodes. */
  List<Question> questions(TrafficSpec traffic) {
    ClusterState state = KubeProxies.state(traffic.cluster());
    return stages.keySet().stream().flatMap(mode -> questions(mode, traffic, state)).toList();
  }

  private Stream<Question> questions(Mode mode, TrafficSpec traffic, ClusterState state) {
    Map<String, HostRules> rules = new KubeProxies(mode).rules(state);
    RealCluster stage = stages.get(mode);
    rules.entrySet().parallelStream()
        .forEach(node -> RealRules.load(stage.node(node.getKey()), node.getValue()));
    EmulatedCluster emulated = new EmulatedCluster(state, rules, network);
    return traffic.flows().stream()
        .map(flow -> question(stage, flow, traffic.cluster(), expectation(mode, emulated, flow)));
  }

  private static Expectation expectation(Mode mode, EmulatedCluster emulated, FlowSpec flow) {
    return new Expectation(mode + " " + flow, emulated.outcomes(flow));
  }

  private static Question question(
      RealCluster stage, FlowSpec flow, ClusterSpec cluster, Expectation expectation) {
    return new Question(
        stage,
        Stage.onStage(flow, cluster),
        isSticky(flow, cluster)
            ? expectation::contradictionOfFollowers
            : expectation::contradiction);
  }

  /** Whether a client's connections stay with one endpoint. */
  private static boolean isSticky(FlowSpec flow, ClusterSpec cluster) {
    return cluster.services().stream()
        .filter(service -> service.affinityTimeoutSeconds().isPresent())
        .anyMatch(service -> isReachedBy(flow, service));
  }

  private static boolean isReachedBy(FlowSpec flow, ServiceSpec service) {
    IpAddress address = flow.target().address();
    boolean isNodePort =
        IntStream.range(0, service.ports().size())
            .anyMatch(i -> service.nodePort(i) == flow.target().port());
    return isNodePort
        || service.clusterIp(address.family()).equals(address)
        || service.loadBalancerIp(address.family()).equals(address)
        || service.externalIps(address.family()).contains(address);
  }
}
