package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@RunsOnARealKernel
class RealClusterTest {

  @Test
  void podsReachPodsOnOpenPortsAlone() {
    ClusterState state =
        ClusterState.empty()
            .with(node("node1", 1))
            .with(node("node2", 2))
            .with(pod("web-1", "node1", "10.244.1.7", "fd00:10:244:1::7"))
            .with(pod("web-2", "node2", "10.244.2.8", "fd00:10:244:2::8"));
    List<Probe> probes =
        List.of(
            probe("pod/default/web-1", "10.244.2.8:80", Protocol.TCP),
            probe("pod/default/web-1", "10.244.2.8:81", Protocol.TCP),
            probe("pod/default/web-1", "10.244.2.9:80", Protocol.TCP),
            probe("pod/default/web-1", "203.0.113.9:80", Protocol.TCP),
            probe("node/node2", "10.244.2.8:80", Protocol.UDP),
            probe("pod/default/web-2", "[fd00:10:244:1::7]:80", Protocol.UDP),
            probe("pod/default/web-2", "[fd00:10:244:1::7]:81", Protocol.UDP));

    try (RealCluster cluster = RealCluster.of(state)) {
      List<String> seen =
          cluster.connect(probes, 2).stream().map(outcomes -> outcomes.toString()).toList();

      assertThat(seen)
          .containsExactly(
              "[default/web-2 seeing 10.244.1.7, default/web-2 seeing 10.244.1.7]",
              "[REFUSED, REFUSED]",
              "[HOST_UNREACHABLE, HOST_UNREACHABLE]",
              "[TIMED_OUT, TIMED_OUT]",
              "[default/web-2 seeing 10.244.2.1, default/web-2 seeing 10.244.2.1]",
              "[default/web-1 seeing fd00:10:244:2::8, default/web-1 seeing fd00:10:244:2::8]",
              "[REFUSED, REFUSED]");
    }
  }

  private static Probe probe(String source, String target, Protocol protocol) {
    return new Probe(source, IpPort.of(target), protocol, Optional.empty());
  }

  private static Node node(String name, int number) {
    return new Node(
        name,
        ImmutableMap.of(),
        List.of(IpAddress.of("192.168.0.1" + number), IpAddress.of("fd00:192::1" + number)),
        List.of(Cidr.of("10.244." + number + ".0/24"), Cidr.of("fd00:10:244:" + number + "::/64")),
        true,
        false,
        List.of(),
        ImmutableMap.of());
  }

  private static Pod pod(String name, String node, String... ips) {
    return new Pod(
        ObjectName.of("default/" + name),
        ImmutableMap.of("app", "web"),
        Optional.of(node),
        List.of(ips).stream().map(IpAddress::of).toList(),
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        List.of(
            new ContainerPort("", 80, Protocol.TCP, Optional.empty(), Optional.empty()),
            new ContainerPort("", 80, Protocol.UDP, Optional.empty(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }
}
