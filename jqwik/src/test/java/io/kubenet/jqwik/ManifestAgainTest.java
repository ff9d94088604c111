package io.kubenet.jqwik;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import io.kubenet.jqwik.ChangeSpec.NodeEvent;
import io.kubenet.jqwik.ChangeSpec.OfNode;
import io.kubenet.junit.ClusterDiagnostics;
import io.kubenet.junit.KubeNetTest;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The manifest that the report of a failing test ends with makes the cluster that failed. */
@KubeNetTest
class ManifestAgainTest {

  private static final String HEADING = "the cluster as it stood, as a manifest:\n";

  @Property(tries = 100)
  void manifestOfAChangedClusterMakesItAgain(
      @ForAll @EndpointSlices @Policies @Stack({Families.IPV4, Families.DUAL, Families.IPV6})
          ChangingSpec spec,
      Cluster cluster) {
    spec.changes().stream()
        .filter(ManifestAgainTest::isSaidByManifests)
        .forEach(change -> change.applyTo(cluster));

    assertSame(reported(cluster), cluster, spec.cluster());
  }

  /** Of two workloads the one that is made first has the first addresses: order is not told. */
  @Property(tries = 100)
  void manifestOfAWorkloadMakesItAgain(
      @ForAll @Workloads(max = 1) ClusterSpec spec, Cluster cluster) {
    assertSame(reported(cluster), cluster, spec);
  }

  /** What happens to nodes and kube-proxies is told by remarks in the manifest. */
  private static boolean isSaidByManifests(ChangeSpec change) {
    return !(change instanceof OfNode node) || node.event() == NodeEvent.CORDONED;
  }

  private static Cluster reported(Cluster cluster) {
    String report = ClusterDiagnostics.of(cluster, "again").getMessage();
    String manifest = report.substring(report.indexOf(HEADING) + HEADING.length());
    return KubeNet.load(cluster.config(), Manifests.none().withText("pasted.yaml", manifest));
  }

  private static void assertSame(Cluster again, Cluster cluster, ClusterSpec spec) {
    assertThat(again.manifest()).isEqualTo(cluster.manifest());
    assertThat(again.reachability()).usingRecursiveComparison().isEqualTo(cluster.reachability());
    assertThat(spec.nodes())
        .allSatisfy(
            node -> assertThat(rules(again, node, spec)).isEqualTo(rules(cluster, node, spec)));
  }

  private static List<String> rules(Cluster cluster, NodeSpec node, ClusterSpec spec) {
    return spec.families().list().stream()
        .map(family -> cluster.rules(node.name(), family))
        .toList();
  }
}
