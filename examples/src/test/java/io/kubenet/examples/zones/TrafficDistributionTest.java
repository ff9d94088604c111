package io.kubenet.examples.zones;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.Test;

/** Traffic between zones costs money: with PreferClose it stays at home where it can. */
@KubeNetTest(manifests = "catalogue.yaml")
class TrafficDistributionTest {

  @Test
  void trafficStaysInItsZone(@Pod("client-north") Host north, @Pod("client-south") Host south) {
    assertThat(north.everyConnectionTo("catalogue", 80))
        .areSharedEvenlyBy("default/north-a", "default/north-b")
        .allStayInZone();
    assertThat(south.everyConnectionTo("catalogue", 80))
        .allAreServedBy("default/south")
        .allStayInZone();
  }

  @Test
  void zoneWithoutAPodIsServedByAllOthers(@Pod("client-west") Host west) {
    assertThat(west.everyConnectionTo("catalogue", 80))
        .areSharedEvenlyBy("default/north-a", "default/north-b", "default/south");
  }

  @Test
  void zoneThatLosesItsLastPodLooksFurther(Cluster cluster, @Pod("client-south") Host south) {
    cluster.markUnready("south");

    assertThat(south.everyConnectionTo("catalogue", 80))
        .areSharedEvenlyBy("default/north-a", "default/north-b")
        .allAreServedInZone("north");
  }
}
