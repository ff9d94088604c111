package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clusters as distributions lay them out: addresses are seen as they are, and pods get out. */
class LayoutsTest {

  /** A distribution's addresses, as its objects in a cluster have them. */
  private enum Layout {
    KUBEADM("192.168.10.11", "podCIDR: 10.244.0.0/24", "10.244.0.7", "10.244.1.8", "10.96.0.20"),
    KIND("172.18.0.3", "podCIDR: 10.244.1.0/24", "10.244.1.7", "10.244.2.8", "10.96.201.20"),
    K3S("192.168.10.11", "podCIDR: 10.42.0.0/24", "10.42.0.7", "10.42.1.8", "10.43.201.20"),
    EKS("192.168.10.11", "", "192.168.27.7", "192.168.91.8", "172.20.201.20"),
    EKS_OTHER("172.31.10.11", "", "172.31.27.7", "172.31.91.8", "10.100.201.20"),
    GKE("10.128.0.11", "podCIDR: 10.4.0.0/24", "10.4.0.7", "10.4.1.8", "34.118.229.20"),
    OPENSHIFT("10.0.10.11", "", "10.128.0.7", "10.129.2.8", "172.30.201.20"),
    AKS("10.224.0.11", "podCIDR: 10.244.0.0/24", "10.244.0.7", "10.244.1.8", "10.0.201.20");

    private final String node;
    private final String block;
    private final String client;
    private final String server;
    private final String clusterIp;

    Layout(String node, String block, String client, String server, String clusterIp) {
      this.node = node;
      this.block = block;
      this.client = client;
      this.server = server;
      this.clusterIp = clusterIp;
    }

    private String blockOfTheOther() {
      return block.isEmpty()
          ? ""
          : "podCIDR: " + server.substring(0, server.lastIndexOf('.')) + ".0/24";
    }

    private String otherNode() {
      return node.substring(0, node.lastIndexOf('.')) + ".12";
    }

    private String manifest() {
      return node("a", node, block)
          + node("b", otherNode(), blockOfTheOther())
          + pod("client", "a", client)
          + pod("server", "b", server)
          + pod("neighbour", "a", client.substring(0, client.lastIndexOf('.')) + ".9")
          + """
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec: {clusterIP: %s, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
          """
              .formatted(clusterIp);
    }
  }

  private static String node(String name, String ip, String block) {
    return """
    apiVersion: v1
    kind: Node
    metadata: {name: %s}
    spec: {%s}
    status: {addresses: [{type: InternalIP, address: %s}]}
    ---
    """
        .formatted(name, block, ip);
  }

  private static String pod(String name, String node, String ip) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}}
    spec: {nodeName: %s, containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}
    status: {phase: Running, podIP: %s, conditions: [{type: Ready, status: "True"}]}
    ---
    """
        .formatted(name, name.equals("client") ? "client" : "web", node, ip);
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void noConnectionOfAPodToAServiceIsMasqueraded(Layout layout) {
    for (ClusterConfig config : List.of(ClusterConfig.iptables(), ClusterConfig.nftables())) {
      Cluster cluster = KubeNet.load(config, "cluster.yaml", layout.manifest());

      Connections connections = cluster.pod("client").everyConnectionTo("web", 80);

      assertThat(connections.list())
          .hasSize(2)
          .allSatisfy(
              connection ->
                  assertThat(connection.clientIp()).contains(IpAddress.of(layout.client)));
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void podsReachWhatIsOutside(Layout layout) {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "cluster.yaml", layout.manifest());
    cluster.externalHost("203.0.113.9");

    Connection connection = cluster.pod("client").connectTo("203.0.113.9", 443);

    assertThat(connection.outcome().verdict()).isEqualTo(Verdict.ESTABLISHED);
    assertThat(connection.clientIp()).contains(IpAddress.of(layout.node));
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void podsThatCameLaterHaveAddressesOfTheSameBlocks(Layout layout) {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "cluster.yaml", layout.manifest());

    cluster.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: later}
        spec: {nodeName: b, containers: [{name: c, image: i}]}
        """);
    Connection connection = cluster.pod("later").connectTo("web", 80);

    assertThat(connection.outcome().verdict()).isEqualTo(Verdict.ESTABLISHED);
    assertThat(connection.clientIp()).contains(IpAddress.of(cluster.pod("later").ip()));
  }
}
