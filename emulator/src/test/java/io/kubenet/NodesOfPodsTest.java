package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpAddress;
import org.junit.jupiter.api.Test;

/** Nodes that only Pods name, as in what {@code kubectl get pods,svc -o yaml} prints. */
class NodesOfPodsTest {

  private static final String DUMP =
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Pod
        metadata: {name: client}
        spec: {nodeName: worker-a, containers: [{name: c, image: i}]}
        status:
          {phase: Running, hostIP: 172.18.0.3, podIP: 10.42.0.7, conditions: [{type: Ready, status: "True"}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: server, labels: {app: web}}
        spec: {nodeName: worker-b, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
        status:
          {phase: Running, hostIP: 172.18.0.4, podIP: 10.42.1.7, conditions: [{type: Ready, status: "True"}]}
      - apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.43.7.9, selector: {app: web}, ports: [{port: 80}]}
      """;

  private static final String STRAY =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: a}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec:
        nodeName: b
        containers: [{name: c, image: i}]
      """;

  @Test
  void podsMakeTheNodesThatTheyName() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "dump.yaml", DUMP);

    Connection connection = cluster.pod("client").connectTo("web", 80);

    assertThat(connection.endpoint()).contains("default/server");
    assertThat(connection.clientIp()).contains(IpAddress.of("10.42.0.7"));
    assertThat(cluster.node("worker-a").ip()).isEqualTo("172.18.0.3");
    assertThatThrownBy(() -> cluster.node("node1")).hasMessageContaining("worker-a, worker-b");
  }

  @Test
  void podOnANodeThatIsNotThereIsRefusedAtItsPlace() {
    assertThatThrownBy(() -> KubeNet.load(ClusterConfig.iptables(), "shop.yaml", STRAY))
        .hasMessage("shop.yaml:9: spec.nodeName 'b' is not a node of the cluster; nodes: a");
  }

  @Test
  void nodesOfTheConfigurationAreThereBesideThoseOfPods() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables().withNodes("a"), "dump.yaml", DUMP);

    assertThat(cluster.node("a").name()).isEqualTo("a");
    assertThat(cluster.node("worker-b").ip()).isEqualTo("172.18.0.4");
  }

  @Test
  void podThatIsAppliedLaterIsRefusedAtItsPlaceToo() {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Manifests.none());

    assertThatThrownBy(() -> cluster.apply(STRAY.substring(STRAY.indexOf("---") + 4)))
        .hasMessage(
            "applied:5: spec.nodeName 'b' is not a node of the cluster; nodes: node1, node2,"
                + " node3");
  }

  @Test
  void noNodeAndEqualNodesAreRefused() {
    assertThatThrownBy(() -> ClusterConfig.iptables().withNodes())
        .hasMessage("a cluster has at least 1 node, not 0");
    assertThatThrownBy(() -> ClusterConfig.iptables().withNodes("a", "a"))
        .hasMessage("node 'a' is given twice");
  }

  @Test
  void blocksOfTheConfigurationAreInTheCommandsOptions() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.dualStack()
                .withPodCidr("10.42.0.0/16", "fd00:42::/56")
                .withServiceCidr("10.43.0.0/16"),
            Manifests.none());

    assertThat(cluster.config().options())
        .endsWith(
            " --pod-cidr 10.42.0.0/16,fd00:42::/56 --service-cidr 10.43.0.0/16,fd00:10:96::/112");
    assertThat(cluster.manifest()).contains("node1").doesNotContain("10.244");
  }
}
