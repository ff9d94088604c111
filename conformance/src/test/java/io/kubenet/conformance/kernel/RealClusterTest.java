package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.jqwik.FlowSpec;
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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
@RunsOnARealKernel
class RealClusterTest {

  @Test
  void podsReachPodsOnOpenPortsAlone() throws IOException {
    ClusterState state =
        ClusterState.empty()
            .with(node("node1", 1))
            .with(node("node2", 2))
            .with(pod("web-1", "node1", "10.244.1.7", "fd00:10:244:1::7"))
            .with(pod("web-2", "node2", "10.244.2.8", "fd00:10:244:2::8"));
    List<FlowSpec> flows =
        List.of(
            flow("pod/default/web-1", "10.244.2.8:80", Protocol.TCP),
            flow("pod/default/web-1", "10.244.2.8:81", Protocol.TCP),
            flow("pod/default/web-1", "10.244.2.9:80", Protocol.TCP),
            flow("pod/default/web-1", "203.0.113.9:80", Protocol.TCP),
            flow("node/node2", "10.244.2.8:80", Protocol.UDP),
            flow("pod/default/web-2", "[fd00:10:244:1::7]:80", Protocol.UDP),
            flow("pod/default/web-2", "[fd00:10:244:1::7]:81", Protocol.UDP));

    try (RealCluster cluster = RealCluster.of(state)) {
      Dialer dialer = new Dialer();
      flows.forEach(flow -> cluster.dial(dialer, flow, 1));
      List<String> seen =
          dialer.outcomes(Duration.ofMillis(500)).stream().map(RealOutcome::toString).toList();

      assertThat(seen)
          .containsExactly(
              "10.244.2.8:80 seeing 10.244.1.7",
              "REFUSED",
              "HOST_UNREACHABLE",
              "TIMED_OUT",
              "10.244.2.8:80 seeing 10.244.2.1",
              "[fd00:10:244:1::7]:80 seeing fd00:10:244:2::8",
              "REFUSED");
    }
  }

  private static FlowSpec flow(String source, String target, Protocol protocol) {
    return new FlowSpec(source, IpPort.of(target), protocol, Optional.empty());
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
