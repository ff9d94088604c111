package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Rules as nodes of common networks have them, in the shape of public listings; names and addresses
 * are neutral.
 */
class RealNodesTest {

  private static final String WITHOUT_BLOCKS =
      """
      {apiVersion: v1, kind: Node, metadata: {name: node1}, status: {addresses: [{type: InternalIP, address: 10.0.1.11}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node2}, status: {addresses: [{type: InternalIP, address: 10.0.1.12}]}}
      """;

  private static final String WITH_BLOCKS =
      """
      {apiVersion: v1, kind: Node, metadata: {name: node1}, spec: {podCIDR: 10.0.1.0/24}, status: {addresses: [{type: InternalIP, address: 192.168.0.11}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node2}, spec: {podCIDR: 10.0.2.0/24}, status: {addresses: [{type: InternalIP, address: 192.168.0.12}]}}
      """;

  private static final String PODS =
      """
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {nodeName: node1, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.0.1.50, podIPs: [{ip: 10.0.1.50}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: near}, spec: {nodeName: node1, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.0.1.51, podIPs: [{ip: 10.0.1.51}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far}, spec: {nodeName: node2, containers: [{name: main, image: app, ports: [{containerPort: 80}]}]},
       status: {podIP: 10.0.2.60, podIPs: [{ip: 10.0.2.60}]}}
      """;

  private static String listing(String name) {
    try (InputStream in = RealNodesTest.class.getResourceAsStream("/io/kubenet/rules/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cluster cluster(ClusterConfig config, String nodes, String listing) {
    return KubeNet.load(config.withRules("node1", listing(listing)), "cluster.yaml", nodes + PODS);
  }

  private static Cluster withBlocks(String listing) {
    return cluster(ClusterConfig.iptables(), WITH_BLOCKS, listing);
  }

  private static Connection toNode2(Cluster cluster) {
    return cluster.pod("web").connectTo("192.168.0.12", 10250);
  }

  @Test
  void awsNodeTranslatesWhatLeavesTheVpcAlone() {
    Cluster cluster =
        cluster(ClusterConfig.iptables().withNetwork("vpc"), WITHOUT_BLOCKS, "aws-node.rules");

    cluster.externalHost("203.0.113.7");
    assertThat(cluster.pod("web").connectTo("203.0.113.7", 443).clientIp())
        .contains(IpAddress.of("10.0.1.11"));
    assertThat(cluster.pod("web").connectTo("10.0.2.60", 80).clientIp())
        .contains(IpAddress.of("10.0.1.50"));
    assertThat(cluster.pod("near").connectTo("10.0.1.50", 80).isEstablished()).isTrue();
    assertThat(cluster.interfaces())
        .contains(
            "node1: ens5 is taken for the interface of the uplink, as its rules have it",
            "node1: eni+ is taken for the interface of its pods, as its rules have it");
  }

  @Test
  void flannelForwardsItsBlockAndMasqueradesWhatLeaves() {
    Cluster cluster = withBlocks("flannel.rules");

    cluster.externalHost("203.0.113.7");
    assertThat(cluster.pod("web").connectTo("10.0.2.60", 80).clientIp())
        .contains(IpAddress.of("10.0.1.50"));
    assertThat(cluster.pod("web").connectTo("203.0.113.7", 443).clientIp())
        .contains(IpAddress.of("192.168.0.11"));
    assertThat(toNode2(cluster).verdict()).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void kindMasqueradesAllThatIsNotForPods() {
    Cluster cluster = withBlocks("kind.rules");

    cluster.externalHost("203.0.113.7");
    assertThat(cluster.pod("web").connectTo("203.0.113.7", 443).clientIp())
        .contains(IpAddress.of("192.168.0.11"));
    assertThat(cluster.pod("far").connectTo("10.0.1.50", 80).clientIp())
        .contains(IpAddress.of("10.0.2.60"));
  }

  @Test
  void k3sRefusesWhatAPolicyDoesNotAllow() {
    Cluster cluster = withBlocks("k3s.rules");

    assertThat(cluster.pod("far").connectTo("10.0.1.50", 80).verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(cluster.pod("far").connectTo("10.0.1.51", 80).verdict())
        .isEqualTo(Verdict.ESTABLISHED);
    assertThat(cluster.node("node1").connectTo("10.0.1.50", 80).isEstablished()).isTrue();
  }

  @Test
  void gkeMasqueradesOutsideItsBlocks() {
    Cluster cluster = withBlocks("gke.rules");

    cluster.externalHost("203.0.113.7");
    assertThat(cluster.pod("web").connectTo("203.0.113.7", 443).clientIp())
        .contains(IpAddress.of("192.168.0.11"));
    assertThat(cluster.pod("web").connectTo("10.0.2.60", 80).clientIp())
        .contains(IpAddress.of("10.0.1.50"));
    assertThat(cluster.pod("near").connectTo("10.0.1.50", 80).request().orElseThrow().hops())
        .hasSize(3);
    assertThat(cluster.interfaces())
        .containsExactly(
            "node1: gke+ is taken for the interface of its pods, as its rules have it");
  }

  @Test
  void calicoDropsWhatItsPoliciesDoNotAllow() {
    Cluster cluster = withBlocks("calico-policies.rules");

    assertThat(cluster.pod("far").connectTo("10.0.1.50", 8080).verdict())
        .isEqualTo(Verdict.TIMED_OUT);
    assertThat(cluster.pod("far").connectTo("10.0.1.50", 80).outcome().because())
        .startsWith("filter cali-to-wl-dispatch #2");
    assertThat(cluster.pod("web").connectTo("10.0.2.60", 80).outcome().because())
        .startsWith("filter cali-from-wl-dispatch #2");
    assertThat(cluster.interfaces())
        .containsExactly(
            "node1: cali+ is taken for the interface of its pods, as its rules have it");
  }

  @Test
  void firewalldRejectsWhatComesInByTheUplink() {
    Cluster cluster = withBlocks("firewalld.nft");

    assertThat(cluster.pod("far").connectTo("10.0.1.50", 80).verdict())
        .isEqualTo(Verdict.HOST_UNREACHABLE);
    assertThat(cluster.pod("web").connectTo("10.0.2.60", 80).verdict())
        .isEqualTo(Verdict.ESTABLISHED);
    assertThat(cluster.interfaces())
        .containsExactly(
            "node1: ens3 is taken for the interface of the uplink, as its rules have it");
  }
}
