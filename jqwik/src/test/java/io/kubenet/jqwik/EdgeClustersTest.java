package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeClustersTest {

  private static final ClusterArbitrary EVERYTHING =
      ClusterArbitrary.clusters()
          .withPods(0, 6)
          .withWorkloads(0, 1)
          .withEndpointSlices(1)
          .withPolicies(0, 1);

  @ParameterizedTest
  @EnumSource
  void eachIsAClusterThatTheApiServerTakes(Families families) {
    List<ClusterSpec> edges = edges(EVERYTHING.withFamilies(families));

    assertThat(edges)
        .hasSize(21)
        .doesNotHaveDuplicates()
        .allSatisfy(
            edge -> assertThat(load(edge).rules("node1", families.list().get(0))).isNotEmpty());
  }

  @Test
  void constraintsHoldForThemToo() {
    assertThat(edges(ClusterArbitrary.clusters().withNodes(2, 3).withPods(2, 2)))
        .isNotEmpty()
        .allSatisfy(
            edge -> {
              assertThat(edge.nodes()).hasSize(2);
              assertThat(edge.pods()).hasSize(2);
              assertThat(edge.workloads()).isEmpty();
            });
    assertThat(edges(ClusterArbitrary.clusters().withNodes(9, 9))).isEmpty();
  }

  private static Cluster load(ClusterSpec edge) {
    return KubeNet.load(
        ClusterConfig.iptables(), Manifests.none().withText("edge.yaml", edge.manifest()));
  }

  private static List<ClusterSpec> edges(ClusterArbitrary clusters) {
    return StreamSupport.stream(clusters.edgeCases().spliterator(), false)
        .map(Shrinkable::value)
        .toList();
  }
}
