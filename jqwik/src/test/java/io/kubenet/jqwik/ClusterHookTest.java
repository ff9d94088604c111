package io.kubenet.jqwik;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import java.util.LinkedHashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Group;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class ClusterHookTest {

  private final Set<Cluster> seen = new LinkedHashSet<>();
  private Cluster before;

  @BeforeTry
  void remember(Cluster cluster) {
    before = cluster;
  }

  @Property(tries = 10)
  void eachTryHasAFreshCluster(@ForAll @IntRange(min = 1, max = 1000) int number, Cluster cluster) {
    assertThat(seen.add(cluster)).as("try with " + number).isTrue();
    assertThat(cluster).isSameAs(before);
  }

  @Example
  void hostsAreNamed(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2");
  }

  @Example
  @KubeNetTest(seed = 8)
  void annotationOfAMethodComesFirst(Cluster cluster) {
    assertThat(cluster.config().toString()).endsWith("seed 8");
  }

  @Property(tries = 20)
  @KubeNetTest
  void clusterIsAsSpecified(@ForAll ClusterSpec spec, Cluster cluster) {
    assertThat(cluster).isSameAs(before);
    assertThat(spec.pods())
        .allSatisfy(pod -> assertThat(cluster.pod(pod.fullName()).name()).isNotEmpty());
  }

  @Property(tries = 20)
  @KubeNetTest
  void changesCanBeMade(@ForAll @Pods(max = 4) ChangingSpec spec, Cluster cluster) {
    spec.changes().forEach(change -> change.applyTo(cluster));

    assertThat(cluster.manifest()).contains("kind: Node");
  }

  @Group
  class Inside {

    @Example
    void annotationAroundAGroupHolds(Cluster cluster) {
      assertThat(cluster.pod("shop/client").name()).isEqualTo("shop/client");
      assertThat(seen).doesNotContain(cluster);
    }
  }
}
