package io.kubenet.junit;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import org.junit.jupiter.api.Test;

@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class ShopServiceTest {

  @Test
  void clusterIpSharesEvenlyAmongReadyPods(Cluster cluster) {
    assertThat(cluster.pod("shop/client").everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2")
        .allPreserveClientIp();
  }

  @Test
  void nodeWithoutALocalPodDrops(Cluster cluster) {
    cluster.delete("pod/shop/api-2");

    assertThat(cluster.externalHost("192.168.0.250").connectTo(cluster.node("node-b").ip(), 30080))
        .isTimedOut()
        .request()
        .isDroppedBy("KUBE-EXTERNAL-SERVICES", "shop/api:http has no local endpoints");
  }
}
