package io.kubenet.examples.migration;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import io.kubenet.junit.ProxyMode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What changes for our clients when kube-proxy moves from iptables to nftables, and what not. */
class NftablesMigrationTest {

  private static final String CLUSTER_IP = "10.96.0.20";

  /** Holds in both modes. */
  abstract static class Unchanged {

    @Test
    void podsShareEvenly(@Pod("client") Host client) {
      assertThat(client.everyConnectionTo("web", 80))
          .areSharedEvenlyBy("default/web-0", "default/web-1", "default/web-2")
          .allPreserveClientIp();
    }

    @Test
    void nodePortsAnswerOutside(Cluster cluster, @Node("node1") Host node) {
      assertThat(cluster.externalHost("192.168.0.250").everyConnectionTo(node.ip(), 30080))
          .areSharedEvenlyBy("default/web-0", "default/web-1", "default/web-2");
    }

    @Test
    void serviceWithoutReadyPodsRefuses(Cluster cluster, @Pod("client") Host client) {
      cluster.scale("statefulset/default/web", 0);

      assertThat(client.connectTo("web", 80)).isRefused();
    }
  }

  @Nested
  @KubeNetTest(manifests = "web.yaml")
  class Before extends Unchanged {

    @Test
    void portThatTheServiceHasNotTimesOut(@Pod("client") Host client) {
      assertThat(client.connectTo(CLUSTER_IP, 8080)).isTimedOut();
    }

    @Test
    void nodePortAnswersOnLocalhost(@Node("node1") Host node) {
      assertThat(node.everyConnectionTo("127.0.0.1", 30080)).allAreEstablished();
    }
  }

  @Nested
  @KubeNetTest(manifests = "web.yaml", mode = ProxyMode.NFTABLES)
  class After extends Unchanged {

    @Test
    void portThatTheServiceHasNotIsRefused(@Pod("client") Host client) {
      assertThat(client.connectTo(CLUSTER_IP, 8080)).isRefused();
    }

    @Test
    void nodePortIsNotTakenOnLocalhost(@Node("node1") Host node) {
      assertThat(node.connectTo("127.0.0.1", 30080)).isRefused();
    }
  }
}
