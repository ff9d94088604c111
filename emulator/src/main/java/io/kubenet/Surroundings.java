package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is around the nodes of a cluster and what became of them, which no object says. */
final class Surroundings {

  private final ClusterConfig config;
  private final Set<IpAddress> outsideHosts = new LinkedHashSet<>();
  private final Set<String> failedNodes = new LinkedHashSet<>();
  private List<ObjectName> deafPods = ImmutableList.of();

  Surroundings(ClusterConfig config) {
    this.config = config;
  }

  /** A host outside is there from now on; whether it was not before. */
  boolean add(IpAddress outsideHost) {
    return outsideHosts.add(outsideHost);
  }

  List<IpAddress> outsideHosts() {
    return ImmutableList.copyOf(outsideHosts);
  }

  /** A node is without power from now on. */
  void fail(String node) {
    failedNodes.add(node);
  }

  boolean hasFailed(String node) {
    return failedNodes.contains(node);
  }

  Set<String> failedNodes() {
    return failedNodes;
  }

  /** These pods, and no others, have nothing that listens from now on. */
  void deafen(List<ObjectName> pods) {
    deafPods = ImmutableList.copyOf(pods);
  }

  /** A node has its power back. */
  void recover(String node) {
    failedNodes.remove(node);
  }

  /** What packets of a cluster meet beside its objects. */
  FabricConfig of(ClusterState state) {
    return of(state, ImmutableList.of());
  }

  /** The same, with clients outside that are there this once. */
  FabricConfig of(ClusterState state, List<IpAddress> clients) {
    return FabricConfig.DEFAULT
        .withHairpin(config.hairpin())
        .withNetwork(config.network())
        .withOutsideHosts(
            Stream.concat(outsideHosts.stream(), clients.stream())
                .distinct()
                .collect(ImmutableList.toImmutableList()))
        .withFailedNodes(ImmutableList.copyOf(failedNodes))
        .withHeldAddresses(heldAddresses(state))
        .withDeafPods(deafPods)
        .withServiceArp(serviceArp())
        .withLocalnetNodes(
            state.nodes().stream()
                .filter(config.kubeProxy()::routesLocalnet)
                .map(Node::name)
                .collect(ImmutableList.toImmutableList()));
  }

  /** In ipvs mode nodes take addresses of Services for their own. */
  private FabricConfig.ServiceArp serviceArp() {
    KubeProxyConfig proxy = config.kubeProxy();
    return proxy.mode() == Mode.IPVS && !proxy.ipvs().isArpStrict()
        ? FabricConfig.ServiceArp.ANSWERED
        : FabricConfig.ServiceArp.IGNORED;
  }

  /** Until 1.23 kube-proxy opened node ports itself. */
  private List<IpAddress> heldAddresses(ClusterState state) {
    KubeProxyConfig proxy = config.kubeProxy();
    return KubeProxyFeature.NODE_PORTS_WITHOUT_SOCKETS.isIn(proxy.version())
        ? ImmutableList.of()
        : state.nodes().stream()
            .flatMap(node -> proxy.nodePorts().matching(node, IpFamily.IPV4).stream())
            .collect(ImmutableList.toImmutableList());
  }
}
