package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import io.kubenet.timeline.TimelineEvent;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What ip_vs keeps, and for how long. Not held against a kernel: it is as its sources say. */
class IpvsOverTimeTest {

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        clusterIP: 10.96.0.10
        externalIPs: [192.168.0.77]
        selector: {app: web}
        ports:
        - {name: http, port: 80}
        - {name: dns, port: 53, protocol: UDP}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: idle}
      spec: {externalIPs: [192.168.0.78], selector: {app: idle}, ports: [{port: 80}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
            - name: c
              image: i
              ports: [{containerPort: 80}, {containerPort: 53, protocol: UDP}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec: {nodeName: node1, containers: [{name: c, image: i}]}
      """;

  private static Cluster cluster(ClusterConfig config) {
    return KubeNet.load(config.withNodeCount(2), "shop.yaml", SHOP);
  }

  private static ClusterConfig configured(String ipvs) {
    return ClusterConfig.iptables()
        .withKubeProxyConfiguration(
            "kube-proxy.yaml",
            """
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: ipvs
            clusterCIDR: 10.244.0.0/16
            ipvs: {%s}
            """
                .formatted(ipvs));
  }

  private static Host client(Cluster cluster) {
    return cluster.pod("default/client");
  }

  @Nested
  class IdleConnection {

    /** The first row of the table in docs/from-ipvs-to-nftables.md that takes time. */
    @Test
    void isForgottenAfterAQuarterOfAnHour() {
      assertThat(livesAfter(ClusterConfig.ipvs(), Duration.ofMinutes(14))).isTrue();
      assertThat(livesAfter(ClusterConfig.ipvs(), Duration.ofMinutes(16))).isFalse();
    }

    @Test
    void goesOnForLongInTheOtherModes() {
      assertThat(livesAfter(ClusterConfig.iptables(), Duration.ofHours(20))).isTrue();
      assertThat(livesAfter(ClusterConfig.nftables(), Duration.ofHours(20))).isTrue();
    }

    @Test
    void isKeptAsLongAsTcpTimeoutSays() {
      ClusterConfig patient = configured("tcpTimeout: 1h");
      ClusterConfig hasty = configured("tcpTimeout: 30s");

      assertThat(livesAfter(patient, Duration.ofMinutes(59))).isTrue();
      assertThat(livesAfter(patient, Duration.ofMinutes(61))).isFalse();
      assertThat(livesAfter(hasty, Duration.ofSeconds(29))).isTrue();
      assertThat(livesAfter(hasty, Duration.ofSeconds(31))).isFalse();
    }

    private boolean livesAfter(ClusterConfig config, Duration idle) {
      Cluster cluster = cluster(config);
      OpenConnection open = client(cluster).open("web", 80);
      assertThat(open.opening().isEstablished()).isTrue();
      cluster.advance(idle);
      return open.send().isEstablished();
    }
  }

  @Nested
  class Datagrams {

    @Test
    void ofOnePortStayWithTheirServerForFiveMinutes() {
      assertThat(serversOf(ClusterConfig.ipvs(), Duration.ofMinutes(4))).hasSize(1);
      assertThat(serversOf(ClusterConfig.ipvs(), Duration.ofMinutes(6))).hasSize(3);
    }

    @Test
    void stayAsLongAsUdpTimeoutSays() {
      assertThat(serversOf(configured("udpTimeout: 10s"), Duration.ofSeconds(9))).hasSize(1);
      assertThat(serversOf(configured("udpTimeout: 10s"), Duration.ofSeconds(11))).hasSize(3);
    }

    /** kube-proxy takes a server of UDP away at once, and the next datagram has another. */
    @Test
    void goToAnotherServerWhenTheirsGoes() {
      Cluster cluster = cluster(ClusterConfig.ipvs());
      Host host = client(cluster).over(Protocol.UDP).fromPort(5353);
      String first = host.connectTo("web", 53).endpoint().orElseThrow();

      cluster.markUnready(first);

      assertThat(host.connectTo("web", 53).endpoint()).isPresent().isNotEqualTo(first);
    }

    private static List<String> serversOf(ClusterConfig config, Duration pause) {
      Cluster cluster = cluster(config);
      Host host = client(cluster).over(Protocol.UDP).fromPort(5353);
      List<String> servers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        servers.add(host.connectTo("web", 53).endpoint().orElseThrow());
        cluster.advance(pause);
      }
      return servers.stream().distinct().toList();
    }
  }

  @Nested
  class GracefulTermination {

    /** The server has weight 0 as long as it has a connection, however often it is looked at. */
    @Test
    void openConnectionGoesOnMinuteAfterMinute() {
      Cluster cluster = cluster(ClusterConfig.ipvs());
      OpenConnection open = client(cluster).open("web", 80);
      String endpoint = open.opening().endpoint().orElseThrow();
      cluster.markUnready(endpoint);

      for (int i = 0; i < 6; i++) {
        cluster.advance(Duration.ofMinutes(10));
        assertThat(open.send().endpoint()).contains(endpoint);
      }
      assertThat(client(cluster).connectTo("web", 80).endpoint()).isNotEqualTo(endpoint);
    }

    @Test
    void endpointThatComesBackTakesItsTurnAgain() {
      Cluster cluster = cluster(ClusterConfig.ipvs());
      OpenConnection open = client(cluster).open("web", 80);
      String endpoint = open.opening().endpoint().orElseThrow();
      cluster.markUnready(endpoint);
      cluster.markReady(endpoint);

      assertThat(open.send().endpoint()).contains(endpoint);
      assertThat(
              List.of(
                  client(cluster).connectTo("web", 80).endpoint().orElseThrow(),
                  client(cluster).connectTo("web", 80).endpoint().orElseThrow(),
                  client(cluster).connectTo("web", 80).endpoint().orElseThrow()))
          .contains(endpoint);
    }
  }

  /** An announcer would answer for it too, but has none to send to. */
  @Nested
  class ExternalIpOnTheSegmentOfAServiceWithoutEndpoints {

    @Test
    void isAnsweredForBySomeNodeWhichRefuses() {
      assertThat(verdict(ClusterConfig.ipvs())).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void isNobodysWhereNodesAnswerForTheirOwnAddressesAlone() {
      assertThat(verdict(configured("strictARP: true"))).isEqualTo(Verdict.HOST_UNREACHABLE);
      assertThat(verdict(ClusterConfig.iptables())).isEqualTo(Verdict.HOST_UNREACHABLE);
      assertThat(verdict(ClusterConfig.nftables())).isEqualTo(Verdict.HOST_UNREACHABLE);
    }

    private static Verdict verdict(ClusterConfig config) {
      return cluster(config).externalHost("192.168.0.250").connectTo("192.168.0.78", 80).verdict();
    }
  }

  /** What is not the kernel's own is listed as ipvsadm lists it, and read back. */
  @Test
  void statedTimesAreListedAndReadBack() {
    Cluster cluster = cluster(configured("tcpTimeout: 1h, udpTimeout: 10s"));
    String rules = cluster.rules("node1", IpFamily.IPV4);

    Cluster again =
        KubeNet.load(
            ClusterConfig.iptables().withNodeCount(2).withRules("node1", rules), "shop.yaml", SHOP);

    assertThat(rules).contains("# ipvsadm -L --timeout\nTimeout (tcp tcpfin udp): 3600 120 10\n");
    assertThat(again.rules("node1", IpFamily.IPV4)).isEqualTo(rules);
  }

  @Nested
  class Rollout {

    /** Without a least time between two syncs, rules are there sooner. */
    @Test
    void losesNoMoreThanInTheOtherModes() {
      assertThat(lost(ClusterConfig.ipvs()))
          .isPositive()
          .isLessThanOrEqualTo(lost(ClusterConfig.nftables()));
    }

    /** In the other modes a second passes between two. */
    @Test
    void hasSyncsThatFollowEachOtherAtOnce() {
      assertThat(leastPause(ClusterConfig.ipvs())).isLessThan(Duration.ofSeconds(1));
      assertThat(leastPause(ClusterConfig.nftables())).isGreaterThan(Duration.ofSeconds(1));
    }

    private static Duration leastPause(ClusterConfig config) {
      List<Duration> syncs =
          rollout(config).events().stream()
              .filter(event -> event.component().equals("kube-proxy/node1"))
              .map(TimelineEvent::at)
              .toList();
      return IntStream.range(1, syncs.size())
          .mapToObj(i -> syncs.get(i).minus(syncs.get(i - 1)))
          .min(Comparator.naturalOrder())
          .orElseThrow();
    }

    private static double lost(ClusterConfig config) {
      return rollout(config).flows().get(0).requests().lost().stream()
          .mapToDouble(loss -> loss.count().doubleValue())
          .sum();
    }

    private static Timeline rollout(ClusterConfig config) {
      Cluster cluster = cluster(config);
      return cluster.timeline(
          Script.at(Duration.ofSeconds(1)).restart("deployment/default/web"),
          Delays.typical(),
          Load.of(client(cluster), "web", 80).perSecond(200));
    }
  }
}
