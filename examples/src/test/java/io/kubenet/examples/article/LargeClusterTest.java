package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Host;
import io.kubenet.KubeNet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * "如果这个集群有5000台机器，有几万个服务，怎么办？" With externalTrafficPolicy Local only the nodes of a Service's pods
 * answer on its node port.
 *
 * <p>The build asks a tenth of that, 500 nodes and 2,000 Services; {@code
 * -Dkubenet.examples.scale=100} asks the whole of 5,000 nodes and 20,000 Services.
 */
class LargeClusterTest {

  private static final int SCALE = Integer.getInteger("kubenet.examples.scale", 10);
  private static final LargeCluster LARGE = new LargeCluster(50 * SCALE, 200 * SCALE);
  private static final int SERVICE = 100 * SCALE;
  private static final Cluster CLUSTER =
      KubeNet.load(
          ClusterConfig.iptables().withKubernetesVersion("1.23"), "large", LARGE.manifest());

  @Test
  void nodeOfThePodAnswers() {
    Host node = CLUSTER.node(LARGE.nodeOf(SERVICE));

    assertThat(neighbour().everyConnectionTo(node.ip(), LargeCluster.nodePort(SERVICE)))
        .allAreServedBy("default/pod" + SERVICE)
        .allPreserveClientIp();
  }

  @Test
  void otherNodesDoNot() {
    for (int service = SERVICE + 1; service < SERVICE + 4; service++) {
      Host node = CLUSTER.node(LARGE.nodeOf(service));

      assertThat(neighbour().everyConnectionTo(node.ip(), LargeCluster.nodePort(SERVICE)))
          .allAreTimedOut();
    }
  }

  @Test
  void fromInsideEveryServiceIsReachedFromEveryNode() {
    assertThat(CLUSTER.pod("pod1").connectTo("service" + SERVICE, 80))
        .isServedBy("default/pod" + SERVICE)
        .preservesClientIp();
  }

  /** Other nodes drop it in a chain of one rule: a rule for a node port, none for its endpoints. */
  @Test
  void otherNodesHaveNoEndpointForIt() {
    String node = LARGE.nodeOf(SERVICE + 1);

    Assertions.assertThat(
            ArticleRules.of(CLUSTER.rules(node)).about("default/service" + SERVICE).stream()
                .filter(rule -> rule.contains("KUBE-XLB-")))
        .allMatch(rule -> !rule.contains("KUBE-SEP-"));
  }

  @Test
  void notEveryServiceOfSuchAClusterCanHaveANodePort() {
    String services =
        IntStream.rangeClosed(0, 2_768)
            .mapToObj(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: service%d}
                spec: {type: NodePort, ports: [{port: 80}]}
                """
                    ::formatted)
            .collect(Collectors.joining("---\n"));

    Assertions.assertThatThrownBy(() -> KubeNet.load(ClusterConfig.iptables(), "many", services))
        .hasMessageContaining("no node port is left");
  }

  private static Host neighbour() {
    return CLUSTER.externalHost("203.0.113.7");
  }
}
