package io.kubenet.examples.balancing;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Connections;
import io.kubenet.Host;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However many pods there are, each has the same share. */
abstract class Balancing {

  @Property(tries = 30)
  void eachPodHasTheSameShare(@ForAll @IntRange(min = 1, max = 60) int pods, Cluster cluster) {
    cluster.scale("deployment/default/api", pods);

    assertThat(connections(cluster)).areSharedEvenlyBy(api(cluster));
  }

  @Property(tries = 10)
  void countsAreWhatTheSharesSay(@ForAll @IntRange(min = 2, max = 6) int pods, Cluster cluster) {
    cluster.scale("deployment/default/api", pods);

    assertThat(cluster.pod("client").sampleConnectionsTo("api", 80, 200))
        .isConsistentWith(connections(cluster));
  }

  @Property(tries = 10)
  void unreadyPodsLeaveTheirSharesToTheOthers(
      @ForAll @IntRange(min = 1, max = 9) int unready, Cluster cluster) {
    cluster.scale("deployment/default/api", 10);
    String[] pods = api(cluster);

    Arrays.stream(pods).limit(unready).forEach(cluster::markUnready);

    assertThat(connections(cluster))
        .areSharedEvenlyBy(Arrays.copyOfRange(pods, unready, pods.length));
  }

  private static Connections connections(Cluster cluster) {
    return cluster.pod("client").everyConnectionTo("api", 80);
  }

  private static String[] api(Cluster cluster) {
    return cluster.pods("default/api-*").stream().map(Host::name).toArray(String[]::new);
  }
}
