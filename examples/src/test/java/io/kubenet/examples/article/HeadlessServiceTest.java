package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "Headless Service": a name for each pod. The article writes the names without the Service, and
 * counts from 1; Kubernetes has the Service in them and counts from 0.
 */
@KubeNetTest(
    manifests = {"cluster.yaml", "zookeeper.yaml"},
    kubernetesVersion = "1.23")
class HeadlessServiceTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void eachPodHasANameOfItsOwn(int ordinal, Cluster cluster, @Pod("client") Host client) {
    String pod = "middleware/zookeeper-" + ordinal;
    String name = "zookeeper-%d.zookeeper-headless.middleware.svc.cluster.local".formatted(ordinal);

    assertThat(client.connectTo(name, 2181))
        .isServedBy(pod)
        .isServedAt(cluster.pod(pod).ip(), 2181)
        .preservesClientIp();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void namesAsTheArticleWritesThemAreUnknown(int number, @Pod("client") Host client) {
    String name = "zookeeper-%d.middleware.svc.cluster.local".formatted(number);

    assertThat(client.connectTo(name, 2181)).isToAnUnknownName();
  }

  @Test
  void todayOrdinalsCanStartAtOne(Cluster cluster, @Pod("client") Host client) {
    cluster.apply(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: zk, namespace: middleware}
        spec:
          serviceName: zookeeper-headless
          replicas: 3
          ordinals: {start: 1}
          selector: {matchLabels: {app: zookeeper}}
          template:
            metadata: {labels: {app: zookeeper}}
            spec:
              containers: [{name: zookeeper, image: "zookeeper:3.9", ports: [{containerPort: 2181}]}]
        """);

    assertThat(client.connectTo("zk-3.zookeeper-headless.middleware", 2181))
        .isServedBy("middleware/zk-3");
  }

  @Test
  void nameOfTheServiceIsEachOfItsPods(@Pod("client") Host client) {
    assertThat(client.everyConnectionTo("zookeeper-headless.middleware", 2181))
        .areSharedBy("middleware/zookeeper-0", "middleware/zookeeper-1", "middleware/zookeeper-2");
  }

  @Test
  void noRuleKnowsOfIt(Cluster cluster) {
    Assertions.assertThat(cluster.rules("node1")).doesNotContain("zookeeper");
  }

  @Test
  void membersKeepTheirClusterByTheseNames(@Pod("middleware/zookeeper-0") Host member) {
    assertThat(member.connectTo("zookeeper-2.zookeeper-headless", 2181))
        .isServedBy("middleware/zookeeper-2");
  }
}
