package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.trace.Verdict;
import org.junit.jupiter.api.Test;

/** What a node sees of its own connections, as the kernel suite found it of Linux 6.18. */
class NodesOwnConnectionsTest {

  private static final String EXTERNAL_IP_WITHOUT_ENDPOINTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: web}
        externalIPs: [198.51.100.1]
        ports: [{port: 80}]
      """;

  @Test
  void nodeThatDropsAllInputIsNotToldThatNobodyAnswers() {
    String dropped = "*filter\n:INPUT DROP\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\nCOMMIT\n";
    ClusterConfig config = ClusterConfig.iptables().withNodeCount(2);

    Connection open = to("10.244.1.99", config);
    Connection closed = to("10.244.1.99", config.withRules("node1", dropped));

    assertThat(open.verdict()).isEqualTo(Verdict.HOST_UNREACHABLE);
    assertThat(closed.verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void whatLeavesANodeForAnExternalIpComesToNoOtherNode() {
    Connection connection = to("198.51.100.1", ClusterConfig.iptables().withNodeCount(2));

    assertThat(connection.outcome().because())
        .isEqualTo("the gateway drops packets for 198.51.100.1, which no host has");
  }

  private static Connection to(String target, ClusterConfig config) {
    return KubeNet.load(
            config, Manifests.none().withText("web.yaml", EXTERNAL_IP_WITHOUT_ENDPOINTS))
        .node("node1")
        .connectTo(target, 80);
  }
}
