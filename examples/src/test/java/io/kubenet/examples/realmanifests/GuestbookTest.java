package io.kubenet.examples.realmanifests;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The guestbook, as it is shipped: three frontends, a Redis master, two replicas. */
@KubeNetTest(manifests = "guestbook")
class GuestbookTest {

  @Test
  void everyServiceHasThePodsThatItsReaderExpects(Cluster cluster) {
    Host frontend = cluster.pods("default/frontend-*").get(0);

    assertThat(frontend.everyConnectionTo("frontend", 80))
        .areSharedEvenlyBy(names(cluster, "default/frontend-*", 3));
    assertThat(frontend.everyConnectionTo("redis-master", 6379))
        .areSharedEvenlyBy(names(cluster, "default/redis-master-*", 1));
    assertThat(frontend.everyConnectionTo("redis-replica", 6379))
        .areSharedEvenlyBy(names(cluster, "default/redis-replica-*", 2));
  }

  @Test
  void nothingOfItIsPassedOver(Cluster cluster) {
    Assertions.assertThat(cluster.ignored()).isEmpty();
    Assertions.assertThat(cluster.diagnose()).isEmpty();
  }

  private static String[] names(Cluster cluster, String pattern, int count) {
    String[] names = cluster.pods(pattern).stream().map(Host::name).toArray(String[]::new);
    Assertions.assertThat(names).hasSize(count);
    return names;
  }
}
