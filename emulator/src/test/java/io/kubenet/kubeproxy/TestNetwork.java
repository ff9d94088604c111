package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.node.CniMasquerade;
import io.kubenet.ruleset.host.HostRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Carries connections over rules that a kube-proxy wrote. */
final class TestNetwork {

  static final IpAddress OUTSIDE = IpAddress.of("192.168.0.250");

  private static final Cidr PODS = Cidr.of("10.244.0.0/16");

  private final ClusterState state;
  private final KubeProxyConfig config;
  private final Map<String, Program> programs = new LinkedHashMap<>();

  TestNetwork(ClusterState state, KubeProxyConfig config) {
    this.state = state;
    this.config = config;
  }

  /** A pod that listens on some ports in every protocol. */
  static Pod pod(String name, int node, String address, List<Integer> ports) {
    return new Pod(
        ObjectName.of(name),
        ImmutableMap.of(),
        Optional.of("node" + node),
        ImmutableList.of(IpAddress.of(address)),
        /* isHostNetwork= */ false,
        Pod.Phase.RUNNING,
        /* isReady= */ true,
        /* isTerminating= */ false,
        ports.stream()
            .flatMap(
                port ->
                    List.of(Protocol.TCP, Protocol.UDP, Protocol.SCTP).stream()
                        .map(
                            protocol ->
                                new ContainerPort(
                                    "", port, protocol, Optional.empty(), Optional.empty())))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  /** Three nodes with the pods that endpoints are drafted of, and a client on each. */
  static ClusterState cluster() {
    ClusterState state = TestNodes.three();
    for (int i = 1; i <= EndpointDrafts.PODS; i++) {
      state =
          state.with(
              pod(
                  "shop/api-" + i,
                  EndpointDrafts.nodeOf(i),
                  EndpointDrafts.addressOf(i).toString(),
                  EndpointDrafts.TARGETS));
    }
    for (int node = 1; node <= 3; node++) {
      state = state.with(pod("shop/client-" + node, node, "10.244." + node + ".50", List.of(7)));
    }
    return state;
  }

  /** Every way that a connection can go, by what a person would tell apart, with its chance. */
  <T> Map<T, Fraction> outcomes(Attempt attempt, Function<Exchange, T> view) {
    Map<T, Fraction> outcomes = new LinkedHashMap<>();
    Fabric fabric = Fabric.of(state, fabricConfig(), this::program);
    Exploration.everyWay(chance -> fabric.scratch().exchange(attempt, chance, Duration.ZERO))
        .forEach(
            way -> outcomes.merge(view.apply(way.result()), way.probability(), Fraction::plus));
    return outcomes;
  }

  private FabricConfig fabricConfig() {
    List<String> localnet =
        state.nodes().stream().filter(config::routesLocalnet).map(Node::name).toList();
    return FabricConfig.DEFAULT
        .withLocalnetNodes(localnet)
        .withOutsideHosts(ImmutableList.of(OUTSIDE));
  }

  private Program program(String node) {
    return programs.computeIfAbsent(node, this::compiled);
  }

  private Program compiled(String node) {
    HostRules rules = new KubeProxy(config, IpFamily.IPV4).sync(node, state).rules();
    return ProgramCompiler.checked(new CniMasquerade(PODS).in(rules));
  }
}
