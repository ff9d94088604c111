package io.kubenet.examples.balancing;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Connections;
import io.kubenet.Host;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;
import java.net.URISyntaxException;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However many pods there are, in either mode, each has the same share. */
class BalancingTest {

  /** kube-proxy's modes. */
  enum Mode {
    IPTABLES,
    NFTABLES
  }

  @Property(tries = 60)
  void eachPodHasTheSameShare(@ForAll Mode mode, @ForAll @IntRange(min = 1, max = 60) int pods) {
    Cluster cluster = cluster(mode, 0);

    cluster.scale("deployment/default/api", pods);

    assertThat(connections(cluster)).areSharedEvenlyBy(api(cluster));
  }

  @Property(tries = 20)
  void countsAreWhatTheSharesSay(@ForAll Mode mode, @ForAll @IntRange(min = 2, max = 6) int pods) {
    Cluster cluster = cluster(mode, 0);

    cluster.scale("deployment/default/api", pods);

    assertThat(cluster.pod("client").sampleConnectionsTo("api", 80, 200))
        .isConsistentWith(connections(cluster));
  }

  @Property(tries = 20)
  void seedDecidesWhoServes(@ForAll Mode mode, @ForAll long seed) {
    Cluster first = cluster(mode, seed);
    Cluster second = cluster(mode, seed);
    first.scale("deployment/default/api", 10);
    second.scale("deployment/default/api", 10);

    String served = first.pod("client").connectTo("api", 80).endpoint().orElseThrow();

    assertThat(second.pod("client").connectTo("api", 80)).isServedBy(served);
  }

  private static Cluster cluster(Mode mode, long seed) {
    ClusterConfig config =
        mode == Mode.IPTABLES ? ClusterConfig.iptables() : ClusterConfig.nftables();
    return KubeNet.load(config.withSeed(seed), Manifests.none().withFile(manifest()));
  }

  private static Path manifest() {
    try {
      return Path.of(BalancingTest.class.getResource("api.yaml").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connections connections(Cluster cluster) {
    return cluster.pod("client").everyConnectionTo("api", 80);
  }

  private static String[] api(Cluster cluster) {
    return cluster.pods("default/api-*").stream().map(Host::name).toArray(String[]::new);
  }
}
