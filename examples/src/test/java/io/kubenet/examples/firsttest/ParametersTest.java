package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

// tag::parameters[]
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class ParametersTest {

  @Test
  void podsAndNodesAreParameters(@Pod("shop/client") Host client, @Node("node-b") Host node) {
    assertThat(client.connectTo("api.shop", 80)).isEstablished();
    assertThat(node.connectTo("10.96.0.20", 80)).isEstablished();
  }

  @Test
  void eachTestHasAClusterOfItsOwn(Cluster cluster, @Pod("shop/client") Host client) {
    cluster.markUnready("shop/api-1");

    assertThat(client.everyConnectionTo("api.shop", 80)).allAreServedBy("shop/api-2");
  }

  @Nested
  class WithoutPods {

    @Test
    void annotationAroundHolds(Cluster cluster, @Pod("shop/client") Host client) {
      cluster.delete("pod/shop/api-1");
      cluster.delete("pod/shop/api-2");

      assertThat(client.connectTo("api.shop", 80)).isRefused();
    }
  }
}
// end::parameters[]
