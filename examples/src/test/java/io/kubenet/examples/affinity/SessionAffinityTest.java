package io.kubenet.examples.affinity;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import io.kubenet.junit.ProxyMode;
import org.junit.jupiter.api.Test;

/** Carts are kept in memory, so a shopper must come back to the pod that has theirs. */
@KubeNetTest(manifests = "carts.yaml")
class SessionAffinityTest {

  @Test
  void firstConnectionIsFreeToGoAnywhere(@Pod("shopper") Host shopper) {
    assertThat(shopper.everyConnectionTo("carts", 80))
        .areSharedEvenlyBy("default/carts-0", "default/carts-1", "default/carts-2");
  }

  @Test
  void shopperComesBackToTheSamePod(@Pod("shopper") Host shopper) {
    String first = shopper.connectTo("carts", 80).endpoint().orElseThrow();

    assertThat(shopper.everyConnectionTo("carts", 80)).allAreServedBy(first);
    assertThat(shopper.sampleConnectionsTo("carts", 80, 100)).isSticky();
  }

  @Test
  @KubeNetTest(manifests = "carts.yaml", mode = ProxyMode.NFTABLES)
  void shopperComesBackToTheSamePodInNftablesModeToo(@Pod("shopper") Host shopper) {
    assertThat(shopper.sampleConnectionsTo("carts", 80, 100)).isSticky();
  }

  @Test
  void shopperWhosePodIsGoneFindsAnother(Cluster cluster, @Pod("shopper") Host shopper) {
    String first = shopper.connectTo("carts", 80).endpoint().orElseThrow();

    cluster.markUnready(first);

    assertThat(shopper.everyConnectionTo("carts", 80))
        .allAreEstablished()
        .all("go elsewhere", way -> !way.endpoint().orElseThrow().equals(first));
  }
}
