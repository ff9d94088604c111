package io.kubenet.examples.readiness;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Connections;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One pod after another is taken out and comes back: clients must not notice. */
@KubeNetTest(manifests = "api.yaml")
class RollingReadinessTest {

  private static final List<String> PODS =
      List.of("default/api-0", "default/api-1", "default/api-2");

  @Test
  void unreadyPodReceivesNothing(Cluster cluster, @Pod("client") Host client) {
    cluster.markUnready("api-1");

    assertThat(connections(client)).areSharedEvenlyBy("default/api-0", "default/api-2");
  }

  @Test
  void clientsAreServedAtEveryStepOfTheRoll(Cluster cluster, @Pod("client") Host client) {
    for (String pod : PODS) {
      cluster.markUnready(pod);
      assertThat(connections(client)).as("while %s is out", pod).allAreEstablished();
      cluster.markReady(pod);
    }

    assertThat(connections(client)).areSharedEvenlyBy(PODS.toArray(String[]::new));
  }

  @Test
  void terminatingPodsServeAsLongAsNoneIsReady(Cluster cluster, @Pod("client") Host client) {
    PODS.forEach(cluster::terminate);

    assertThat(connections(client)).areSharedEvenlyBy(PODS.toArray(String[]::new));
  }

  @Test
  void withoutAnyReadyPodConnectionsAreRefused(Cluster cluster, @Pod("client") Host client) {
    PODS.forEach(cluster::markUnready);

    assertThat(connections(client)).allAreRefused();
    assertThat(client.connectTo("api", 80))
        .isRefused()
        .request()
        .isRejectedBy("KUBE-SERVICES", "default/api has no endpoints");
  }

  @Test
  void nodeThatHasNotHeardOfItYetStillSendsToThePod(Cluster cluster, @Pod("client") Host client) {
    cluster.pauseKubeProxy("node1");
    cluster.pauseKubeProxy("node2");
    cluster.pauseKubeProxy("node3");
    cluster.markUnready("api-1");

    assertThat(connections(client)).areSharedEvenlyBy(PODS.toArray(String[]::new));
  }

  private static Connections connections(Host client) {
    return client.everyConnectionTo("api", 80);
  }
}
