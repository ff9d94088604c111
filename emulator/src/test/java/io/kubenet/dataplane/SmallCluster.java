package io.kubenet.dataplane;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two nodes without rules. On node1 are the client and web-1, on node2 is web-2; the webs listen on
 * TCP and UDP 80.
 */
public final class SmallCluster {

  static final Place CLIENT = pod("client");
  static final Place WEB_1 = pod("web-1");
  static final Place NODE_1 = new Place.OnNode("node1");
  static final Place OUTSIDE = new Place.Outside(IpAddress.of("192.168.0.250"));
  static final Place FAR_AWAY = new Place.Outside(IpAddress.of("203.0.113.9"));

  private SmallCluster() {}

  static Place pod(String name) {
    return new Place.InPod(new ObjectName("default", name));
  }

  public static ClusterState state() {
    return ClusterState.empty()
        .with(node(1))
        .with(node(2))
        .with(pod("client", 1, 50, List.of()))
        .with(pod("web-1", 1, 7, List.of(port(Protocol.TCP), port(Protocol.UDP))))
        .with(pod("web-2", 2, 8, List.of(port(Protocol.TCP), port(Protocol.UDP))));
  }

  static Node node(int number) {
    return new Node(
        "node" + number,
        Map.of(),
        List.of(IpAddress.of("192.168.0.1" + number), IpAddress.of("fd00:192::1" + number)),
        List.of(Cidr.of("10.244." + number + ".0/24"), Cidr.of("fd00:10:244:" + number + "::/64")),
        /* isReady= */ true,
        /* isUnschedulable= */ false,
        List.of(),
        Map.of());
  }

  static Pod pod(String name, int node, int last, List<ContainerPort> ports) {
    return new Pod(
        new ObjectName("default", name),
        Map.of(),
        Optional.of("node" + node),
        List.of(
            IpAddress.of("10.244." + node + "." + last),
            IpAddress.of("fd00:10:244:" + node + "::" + last)),
        /* isHostNetwork= */ false,
        Pod.Phase.RUNNING,
        /* isReady= */ true,
        /* isTerminating= */ false,
        ports,
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static ContainerPort port(Protocol protocol) {
    return new ContainerPort("", 80, protocol, Optional.empty(), Optional.empty());
  }

  static Exchange connect(FabricConfig config, Attempt attempt) {
    return Fabric.of(state(), config, node -> Program.EMPTY)
        .exchange(attempt, new SeededChance(1), Duration.ZERO);
  }

  static Exchange tcp(Place from, String to) {
    return connect(
        FabricConfig.DEFAULT.withOutsideHosts(
            List.of(IpAddress.of("192.168.0.250"), IpAddress.of("203.0.113.9"))),
        Attempt.of(from, Protocol.TCP, IpPort.of(to)));
  }

  static Exchange udp(Place from, String to) {
    return connect(FabricConfig.DEFAULT, Attempt.of(from, Protocol.UDP, IpPort.of(to)));
  }

  static Exchange udp(Place from, String to, String via) {
    Attempt attempt = Attempt.of(from, Protocol.UDP, IpPort.of(to)).withVia(via);
    return connect(
        FabricConfig.DEFAULT.withOutsideHosts(List.of(IpAddress.of("192.168.0.250"))), attempt);
  }

  static Exchange ping(Place from, String to) {
    return connect(FabricConfig.DEFAULT, Attempt.ping(from, IpAddress.of(to)));
  }
}
