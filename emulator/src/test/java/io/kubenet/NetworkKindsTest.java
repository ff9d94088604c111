package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IpAddress;
import org.junit.jupiter.api.Test;

class NetworkKindsTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {nodeName: node1, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far, labels: {app: far}},
       spec: {nodeName: node2, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web},
       spec: {clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 80}]}}
      """;

  private static Cluster cluster(ClusterConfig config) {
    return KubeNet.load(config.withNodes("node1", "node2"), "shop.yaml", SHOP);
  }

  private static Cluster routed() {
    return cluster(ClusterConfig.iptables().withNetwork("routed"));
  }

  @Test
  void routedPodsHaveVethsThatTheirNodeRoutesTo() {
    Cluster cluster = routed();
    String web = cluster.pod("web").ip();

    assertThat(cluster.pod("client").connectTo(web, 80).toString())
        .contains(
            """
              pod default/client
                routed      via 169.254.1.1 dev eth0
              node1
                routed      %s/32 dev cali68caf03a5f4
                allowed     no policy restricts egress of pod default/client
                allowed     no policy restricts ingress of pod default/web
              pod default/web
                delivered   to pod default/web
            """
                .formatted(web));
  }

  @Test
  void routedPodsReachThemselvesByAServiceFromTheirNodesAddress() {
    Connection hairpin = routed().pod("web").connectTo("10.96.0.20", 80);

    assertThat(hairpin.clientIp()).contains(IpAddress.of("192.168.0.11"));
    assertThat(cluster(ClusterConfig.iptables()).pod("web").connectTo("10.96.0.20", 80).clientIp())
        .contains(IpAddress.of("10.244.1.1"));
  }

  @Test
  void nodesReachTheirRoutedPodsFromTheirOwnAddress() {
    Cluster cluster = routed();

    assertThat(cluster.node("node1").connectTo(cluster.pod("web").ip(), 80).clientIp())
        .contains(IpAddress.of("192.168.0.11"));
    assertThat(cluster.node("node1").connectTo(cluster.pod("far").ip(), 80).clientIp())
        .contains(IpAddress.of("192.168.0.11"));
  }

  @Test
  void addressThatNoRoutedPodHasGoesToTheGateway() {
    assertThat(routed().node("node1").connectTo("10.244.1.99", 80).outcome().because())
        .isEqualTo("the gateway drops packets for 10.244.1.99, which no host has");
  }

  @Test
  void podsOfAVpcAreReachedFromTheirSubnet() {
    String subnet =
        """
        {apiVersion: v1, kind: Node, metadata: {name: node1}, status: {addresses: [{type: InternalIP, address: 10.0.1.11}]}}
        ---
        {apiVersion: v1, kind: Node, metadata: {name: node2}, status: {addresses: [{type: InternalIP, address: 10.0.1.12}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {nodeName: node1, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
         status: {podIP: 10.0.1.50, podIPs: [{ip: 10.0.1.50}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: far}, spec: {nodeName: node2, containers: [{name: main, image: app}]},
         status: {podIP: 10.0.1.60, podIPs: [{ip: 10.0.1.60}]}}
        """;
    ClusterConfig config = ClusterConfig.iptables().withNetwork("vpc");

    Cluster cluster = KubeNet.load(config, "vpc.yaml", subnet);

    assertThat(cluster.externalHost("10.0.1.250").connectTo("10.0.1.50", 80).clientIp())
        .contains(IpAddress.of("10.0.1.250"));
    assertThat(cluster.pod("far").connectTo("10.0.1.50", 80).clientIp())
        .contains(IpAddress.of("10.0.1.60"));
    assertThat(cluster.node("node2").connectTo("10.0.1.50", 80).clientIp())
        .contains(IpAddress.of("10.0.1.12"));
  }

  @Test
  void rulesOfANodeWithVethsMakeItsPodsRouted() {
    String rules =
        """
        *filter
        :INPUT ACCEPT [0:0]
        :FORWARD ACCEPT [0:0]
        :OUTPUT ACCEPT [0:0]
        -A FORWARD -i cali+ -o cali68caf03a5f4 -j DROP
        COMMIT
        """;

    Cluster cluster = cluster(ClusterConfig.iptables().withRules("node1", rules));

    assertThat(cluster.pod("client").connectTo(cluster.pod("web").ip(), 80).outcome().because())
        .isEqualTo("filter FORWARD #1");
    assertThat(cluster.pod("client").connectTo(cluster.pod("far").ip(), 80).isEstablished())
        .isTrue();
  }

  private static IpAddress seenOutside(ClusterConfig config, String outside) {
    Cluster cluster = cluster(config);
    cluster.externalHost(outside);
    return cluster.pod("client").connectTo(outside, 443).clientIp().orElseThrow();
  }

  @Test
  void blocksThatArentMasqueradedSeePods() {
    ClusterConfig usual = ClusterConfig.iptables();
    ClusterConfig byBlocks = usual.withMasqueradeOutside("192.168.0.0/16", "10.0.0.0/8");
    IpAddress pod =
        cluster(usual).pod("client").connectTo("10.244.1.3", 80).clientIp().orElseThrow();

    assertThat(seenOutside(usual, "203.0.113.7")).isEqualTo(IpAddress.of("192.168.0.11"));
    assertThat(seenOutside(byBlocks, "203.0.113.7")).isEqualTo(IpAddress.of("192.168.0.11"));
    assertThat(seenOutside(usual, "192.168.0.200")).isEqualTo(IpAddress.of("192.168.0.11"));
    assertThat(cluster(byBlocks).rules("node1"))
        .contains(
            """
            -A POSTROUTING -s 10.244.0.0/16 -d 192.168.0.0/16 -m comment --comment "cni: no masquerade" -j RETURN
            -A POSTROUTING -s 10.244.0.0/16 -d 10.0.0.0/8 -m comment --comment "cni: no masquerade" -j RETURN
            -A POSTROUTING -s 10.244.0.0/16 -m comment --comment "cni: masquerade egress" -j MASQUERADE
            """);
    assertThat(pod).isEqualTo(IpAddress.of("10.244.1.2"));
    assertThat(cluster(usual.withMasqueradeOutside("0.0.0.0/0")).rules("node1"))
        .doesNotContain("cni:");
  }

  @Test
  void unknownNetworkIsRefused() {
    assertThatThrownBy(() -> ClusterConfig.iptables().withNetwork("mesh"))
        .hasMessageStartingWith("network 'mesh' is not modelled; modelled: bridge, routed, vpc");
  }
}
