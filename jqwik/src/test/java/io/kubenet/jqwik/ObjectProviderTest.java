package io.kubenet.jqwik;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.net.IpFamily;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Arbitrary objects in a cluster that a team has already. */
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class ObjectProviderTest {

  @Property(tries = 50)
  void anyServiceOfTheApiSharesIts(@ForAll @Apps("api") ServiceSpec service, Cluster cluster) {
    cluster.apply(service.manifest(Families.IPV4));

    assertThat(cluster.manifest()).contains("name: " + service.name());
    assertThat(cluster.pod("shop/client").everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2");
  }

  @Property(tries = 50)
  void policiesOfOthersDoNotMatter(@ForAll @Apps("other") PolicySpec policy, Cluster cluster) {
    boolean isForAll = policy.app().isEmpty();

    cluster.apply(policy.manifest());

    assertThat(
            cluster.pod("shop/client").everyConnectionTo("api.shop", 80).stream()
                .allMatch(way -> way.isEstablished() != isForAll))
        .isTrue();
  }

  @Property(tries = 50)
  void workloadsMakeTheirPods(@ForAll @Apps("worker") WorkloadSpec workload, Cluster cluster) {
    cluster.apply(workload.manifest());

    int pods = workload.kind().isScalable() ? workload.replicas() : 2;
    assertThat(cluster.reachability().sources())
        .filteredOn(source -> source.startsWith("shop/" + workload.name()))
        .hasSize(pods);
  }

  @Property(tries = 50)
  @KubeNetTest
  void flowsAreConnections(
      @ForAll @Stack({Families.IPV4, Families.DUAL}) TrafficSpec traffic, Cluster cluster) {
    assertThat(traffic.flows())
        .allSatisfy(
            flow -> {
              assertThat(flow.everyWayIn(cluster).list()).isNotEmpty();
              assertThat(flow.connectIn(cluster).request()).isPresent();
            });
  }

  @Example
  void dualStackSpecsHaveBothFamilies() {
    NodeSpec node = new NodeSpec(1, Optional.empty());
    PodSpec pod = new PodSpec(1, "api", node, PodSpec.State.READY, PodSpec.Network.POD);
    ClusterSpec spec =
        ClusterSpec.of(Families.DUAL, node)
            .withPods(pod)
            .withServices(ServiceSketch.service(ServiceSpec.Type.CLUSTER_IP).spec());
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables(), Manifests.none().withText("dual.yaml", spec.manifest()));

    assertThat(cluster.pod("shop/api-1").ip(IpFamily.IPV6)).isEqualTo("fd00:10:244:1::11");
    assertThat(cluster.node("node1").connectTo("fd00:10:96::11", 80)).isServedBy("shop/api-1");
  }
}
