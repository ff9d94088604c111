package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.junit.KubeNetTest;
import org.junit.jupiter.api.Test;

// tag::first[]
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class FirstTest {

  @Test
  void clientReachesBothPodsOfTheApi(Cluster cluster) {
    assertThat(cluster.pod("shop/client").everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2")
        .allPreserveClientIp();
  }
}
// end::first[]
