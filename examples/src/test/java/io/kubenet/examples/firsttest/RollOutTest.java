package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.junit.InjectCluster;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.KubeNetTest.Lifecycle;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

// tag::lifecycle[]
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"},
    lifecycle = Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollOutTest {

  @InjectCluster private static Cluster cluster;

  @Test
  @Order(1)
  void podThatGoesTakesNoMoreConnections() {
    cluster.terminate("shop/api-1");

    assertThat(cluster.pod("shop/client").everyConnectionTo("api.shop", 80))
        .allAreServedBy("shop/api-2");
  }

  @Test
  @Order(2)
  void laggingNodeStillSendsToThePodThatIsGone() {
    cluster.pauseKubeProxy("node-a");
    cluster.delete("pod/shop/api-2");

    assertThat(cluster.pod("shop/client").connectTo("api.shop", 80)).isHostUnreachable();
  }
}
// end::lifecycle[]
