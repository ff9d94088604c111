package io.kubenet.examples.sourceip;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Node;
import io.kubenet.junit.Pod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which address a web server writes to its log, by external traffic policy. */
@KubeNetTest(
    manifests = "web.yaml",
    nodes = {"node-a", "node-b"})
class SourceIpTest {

  private static final String VISITOR = "203.0.113.7";

  @Test
  void podIsSeenAsItself(@Pod("client") Host client) {
    assertThat(client.connectTo("cluster", 80)).isServedBy("default/web").preservesClientIp();
  }

  @Nested
  class ExternalTrafficPolicyCluster {

    private Host visitor;

    @BeforeEach
    void arrive(Cluster cluster) {
      visitor = cluster.externalHost(VISITOR);
    }

    @Test
    void nodeOfThePodHidesTheVisitorBehindItsBridge(@Node("node-a") Host node) {
      assertThat(visitor.connectTo(node.ip(), 30080))
          .isServedBy("default/web")
          .isSeenAs("10.244.1.1");
    }

    @Test
    void otherNodeHidesTheVisitorBehindItself(@Node("node-b") Host node) {
      assertThat(visitor.connectTo(node.ip(), 30080)).isServedBy("default/web").isSeenAs(node.ip());
    }

    @Test
    void everyNodeTakesWhatTheLoadBalancerSends() {
      assertThat(visitor.via("node-b").connectTo("198.51.100.10", 80)).isEstablished();
    }
  }

  @Nested
  class ExternalTrafficPolicyLocal {

    private Host visitor;

    @BeforeEach
    void arrive(Cluster cluster) {
      visitor = cluster.externalHost(VISITOR);
    }

    @Test
    void nodeOfThePodShowsTheVisitor(@Node("node-a") Host node) {
      assertThat(visitor.connectTo(node.ip(), 30081))
          .isServedBy("default/web")
          .preservesClientIp()
          .request()
          .isNotMasqueraded();
    }

    @Test
    void otherNodeDropsTheVisitor(@Node("node-b") Host node) {
      assertThat(visitor.connectTo(node.ip(), 30081))
          .isTimedOut()
          .request()
          .isDroppedBy("KUBE-EXTERNAL-SERVICES", "default/local has no local endpoints");
    }

    @Test
    void loadBalancerSendsToTheNodeOfThePodAlone() {
      assertThat(visitor.everyConnectionTo("198.51.100.11", 80))
          .allAreServedBy("default/web")
          .allPreserveClientIp();
    }
  }
}
