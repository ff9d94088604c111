package io.kubenet.examples.firsttest;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.jqwik.Apps;
import io.kubenet.jqwik.ChangingSpec;
import io.kubenet.jqwik.Nodes;
import io.kubenet.jqwik.Pods;
import io.kubenet.jqwik.PolicySpec;
import io.kubenet.jqwik.TrafficSpec;
import io.kubenet.junit.KubeNetTest;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

// tag::properties[]
@KubeNetTest
class PropertiesTest {

  /** The cluster is the one that the specification says, fresh for each try. */
  @Property(tries = 50)
  void everyWayIsCounted(
      @ForAll @Nodes(min = 2, max = 5) @Pods(max = 9) TrafficSpec traffic, Cluster cluster) {
    assertThat(traffic.flows())
        .allSatisfy(
            flow ->
                assertThat(
                        flow.everyWayIn(cluster).stream()
                            .mapToDouble(way -> way.probability().doubleValue())
                            .sum())
                    .isEqualTo(1));
  }

  /** Whatever happens to a cluster, a pod reaches itself, or its node is down. */
  @Property(tries = 50)
  void changesCutNoPodOffFromItself(@ForAll ChangingSpec changing, Cluster cluster) {
    changing.changes().forEach(change -> change.applyTo(cluster));

    assertThat(cluster.reachability().sources())
        .map(cluster::pod)
        .map(pod -> pod.connectTo(pod.ip(), 8080))
        .allMatch(way -> way.isEstablished() || way.outcome().because().endsWith("is down"));
  }

  /** Objects can be arbitrary in a cluster that is not. */
  @Property(tries = 50)
  @KubeNetTest(
      manifests = "shop.yaml",
      nodes = {"node-a", "node-b"})
  void policiesOfOthersDoNotTouchTheShop(
      @ForAll @Apps("warehouse") PolicySpec policy, Cluster cluster) {
    Assume.that(policy.app().isPresent());

    cluster.apply(policy.manifest());

    assertThat(cluster.pod("shop/client").everyConnectionTo("api.shop", 80)).allAreEstablished();
  }
}
// end::properties[]
