package io.kubenet.client.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.client.ClientNetwork;
import io.kubenet.junit.KubeNetExtension;
import io.kubenet.junit.KubeNetTest;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ClientNetworkExtensionTest {

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client, namespace: shop}
      spec: {nodeName: node1, containers: [{name: main, image: client}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: api-1, namespace: shop, labels: {app: api}}
      spec:
        nodeName: node1
        containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]
      """;

  @KubeNetTest(manifests = SHOP)
  static class Places {

    private ClientNetwork before;

    @BeforeEach
    void remember(@InPod("shop/client") ClientNetwork network) {
      before = network;
    }

    @Test
    void networksAreThoseOfTheNamedHosts(
        Cluster cluster,
        @InPod("shop/client") ClientNetwork pod,
        @OnNode("node2") ClientNetwork node,
        @Outside("192.168.0.250") ClientNetwork outside) {
      assertThat(pod.host().cluster()).isSameAs(cluster);
      assertThat(List.of(pod, node, outside))
          .extracting(network -> network.host().name())
          .containsExactly("shop/client", "node2", "192.168.0.250");
    }

    @Test
    void parametersThatAreAlikeAreOneNetwork(
        @InPod("shop/client") ClientNetwork one, @InPod("shop/client") ClientNetwork other) {
      assertThat(one).isSameAs(other).isSameAs(before);
    }

    @Test
    void clientsOfAPodReachOthers(@InPod("shop/client") ClientNetwork network) throws Exception {
      try (Socket socket = network.socketFactory().createSocket("10.244.1.3", 8080)) {
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }

  static class LeftOpen {

    static final List<Socket> SOCKETS = new ArrayList<>();

    @RegisterExtension
    static final KubeNetExtension KUBENET =
        KubeNetExtension.builder().withConfig(ClusterConfig.nftables()).withManifests(SHOP).build();

    @Test
    void aClientLeavesItsConnectionOpen(@InPod("shop/client") ClientNetwork network)
        throws Exception {
      SOCKETS.add(network.socketFactory().createSocket("10.244.1.3", 8080));
    }
  }

  static class WithoutCluster {
    @Test
    void nobodyAsksForACluster(@InPod("shop/client") ClientNetwork network) {}
  }

  @KubeNetTest(manifests = SHOP)
  static class Nowhere {
    @Test
    void thePodIsNotThere(@InPod("shop/clint") ClientNetwork network) {}

    @Test
    void itIsInTwoPlaces(@InPod("shop/client") @OnNode("node1") ClientNetwork network) {}
  }

  @Test
  void parametersAreNetworksOfHosts() {
    run(Places.class).assertStatistics(counts -> counts.started(3).succeeded(3));
  }

  @Test
  void networksAreClosedWhenTheTestEnds() {
    run(LeftOpen.class).assertStatistics(counts -> counts.started(1).succeeded(1));

    assertThatThrownBy(() -> LeftOpen.SOCKETS.get(0).getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessage("Socket closed");
  }

  @Test
  void whereNobodyAsksForAClusterThereIsNoNetwork() {
    assertThat(failures(run(WithoutCluster.class)))
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo("no @KubeNetTest holds here");
  }

  @Test
  void aNetworkIsInOnePlaceThatIsThere() {
    assertThat(failures(run(Nowhere.class)))
        .extracting(Throwable::getMessage)
        .anyMatch(message -> message.contains("shop/clint"))
        .anyMatch(
            message ->
                message.contains(
                    "is in more than one place; expected one of @InPod, @OnNode and @Outside"));
  }

  private static Events run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .execute()
        .testEvents();
  }

  private static List<Throwable> failures(Events events) {
    return events.failed().stream()
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }
}
