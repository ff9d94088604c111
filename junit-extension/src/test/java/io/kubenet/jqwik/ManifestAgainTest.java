package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import io.kubenet.junit.KubeNetTest;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The manifest that a failing test prints makes the cluster that failed. */
@KubeNetTest
class ManifestAgainTest {

  @Property(tries = 100)
  void manifestOfAClusterMakesItAgain(
      @ForAll @Policies @Stack({Families.IPV4, Families.DUAL, Families.IPV6}) ChangingSpec spec,
      Cluster cluster) {
    spec.changes().forEach(change -> change.applyTo(cluster));

    Cluster again =
        KubeNet.load(
            cluster.config(), Manifests.none().withText("cluster.yaml", cluster.manifest()));

    assertThat(again.manifest()).isEqualTo(cluster.manifest());
    assertThat(spec.cluster().nodes())
        .allSatisfy(
            node -> assertThat(rules(again, node, spec)).isEqualTo(rules(cluster, node, spec)));
    assertThat(again.reachability()).isEqualTo(cluster.reachability());
  }

  private static List<String> rules(Cluster cluster, NodeSpec node, ChangingSpec spec) {
    return spec.cluster().families().list().stream()
        .map(family -> cluster.rules(node.name(), family))
        .toList();
  }
}
