package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.trace.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {nodeName: node2, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.244.2.7}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web},
       spec: {clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 80}]}}
      """;

  @ParameterizedTest
  @CsvSource({
    "iptables, 10.244.2.7, ESTABLISHED",
    "nftables, 10.244.2.7, ESTABLISHED",
    "iptables, 192.168.0.12, ESTABLISHED",
    "iptables, 10.96.0.20, TIMED_OUT",
    "nftables, 10.96.0.20, REFUSED"
  })
  void podsAndNodesAnswerAndClusterIpsDoNot(String mode, String target, Verdict verdict) {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables().withMode(mode), "shop.yaml", SHOP);

    assertThat(cluster.pod("client").ping(target).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"iptables", "nftables"})
  void policyThatForbidsAllForbidsPingsToo(String mode) {
    String policy =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: none}
        spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
        """;
    Cluster cluster =
        KubeNet.load(ClusterConfig.iptables().withMode(mode), "shop.yaml", SHOP + "---\n" + policy);

    assertThat(cluster.pod("client").ping("10.244.2.7").verdict()).isEqualTo(Verdict.TIMED_OUT);
  }
}
