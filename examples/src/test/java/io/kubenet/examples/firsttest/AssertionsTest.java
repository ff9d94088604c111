package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static io.kubenet.assertj.KubeNetAssertions.assertThatRules;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.assertj.KubeNetSoftAssertions;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.Test;

@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class AssertionsTest {

  // tag::assertions[]
  @Test
  void oneConnection(@Pod("shop/client") Host client, Cluster cluster) {
    cluster.markUnready("shop/api-1");

    assertThat(client.connectTo("api.shop", 80))
        .isServedBy("shop/api-2")
        .isServedOnNode("node-b")
        .preservesClientIp()
        .requestSatisfies(way -> way.isTranslatedTo(cluster.pod("shop/api-2").ip(), 8080));
  }

  @Test
  void everyWayOfAConnection(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2")
        .hasShare("shop/api-1", 1, 2)
        .theOneServedBy("shop/api-1")
        .request()
        .matchesRule("KUBE-SERVICES", "shop/api cluster IP");
  }

  @Test
  void manyConnections(@Pod("shop/client") Host client) {
    assertThat(client.sampleConnectionsTo("api.shop", 80, 1000))
        .isConsistentWithEvenSharesOf("shop/api-1", "shop/api-2");
  }

  @Test
  void names(@Pod("shop/client") Host client) {
    assertThat(client.resolve("api")).isFoundAt("10.96.0.20");
    assertThat(client.resolve("apy")).isUnknownName();
  }

  @Test
  void whoReachesWhom(Cluster cluster) {
    assertThat(cluster.reachability())
        .hasTable(
            """
                        | shop/api:80
            shop/client | +
            shop/api-*  | +
            """);
  }

  @Test
  void rules(Cluster cluster) {
    assertThatRules(cluster.rules("node-a"))
        .hasChain("nat KUBE-SERVICES")
        .doesNotHaveChain("KUBE-XLB-1");
  }

  @Test
  void allAtOnce(@Pod("shop/client") Host client) {
    KubeNetSoftAssertions softly = new KubeNetSoftAssertions();
    softly.assertThat(client.connectTo("api.shop", 80)).isEstablished();
    softly.assertThat(client.connectTo("api.shop", 81)).isTimedOut();
    softly.assertAll();
  }
  // end::assertions[]
}
