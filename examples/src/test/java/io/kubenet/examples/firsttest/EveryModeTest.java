package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.ForEachProxyMode;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import io.kubenet.junit.ProxyMode;
import io.kubenet.junit.ProxyModeTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

// tag::modes[]
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class EveryModeTest {

  /** Runs as "[1] iptables" and "[2] nftables". */
  @ProxyModeTest
  void bothModesShareEvenly(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2");
  }

  /** Runs once for each version that the team still has. */
  @ProxyModeTest(
      modes = ProxyMode.IPTABLES,
      kubernetesVersions = {"1.34", "1.35", "1.36"})
  void everyVersionSharesEvenly(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2");
  }

  /** All tests of the class run in each mode. */
  @Nested
  @ForEachProxyMode
  class FromANode {

    @Test
    void nodeReachesTheService(@Node("node-a") Host node) {
      assertThat(node.everyConnectionTo("10.96.0.20", 80)).allAreEstablished();
    }

    @Test
    void serviceWithoutPodsRefuses(Cluster cluster, @Node("node-a") Host node) {
      cluster.markUnready("shop/api-1");
      cluster.markUnready("shop/api-2");

      assertThat(node.connectTo("10.96.0.20", 80)).isRefused();
    }
  }
}
// end::modes[]
