package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.Fraction;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenConnectionTest {

  private static final String CLIENT =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1, containers: [
        {name: main, image: app}]}}
      """;

  private static final String SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.20,
        selector: {app: web}, ports: [
          {name: http, port: 80},
          {name: stats, port: 8125, protocol: UDP}]}}
      """;

  private static final String STICKY_SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: sticky}, spec: {clusterIP: 10.96.0.21,
        selector: {app: web}, sessionAffinity: ClientIP, ports: [{port: 80}]}}
      """;

  private static String web(String name, String node) {
    return """
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: web}}, spec: {nodeName: %s,
      containers: [{name: main, image: app, ports: [
        {containerPort: 80}, {containerPort: 8125, protocol: UDP}]}]}}
    """
        .formatted(name, node);
  }

  private static Cluster cluster(ClusterConfig config, String... pods) {
    return KubeNet.load(
        config,
        "shop.yaml",
        String.join("---\n", CLIENT, SERVICE, STICKY_SERVICE) + String.join("", pods));
  }

  private static Cluster cluster(String... pods) {
    return cluster(ClusterConfig.iptables(), pods);
  }

  @Nested
  class OverTcp {

    @Test
    void keepsItsEndpointWhenTheServiceGetsMore() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection open = cluster.pod("client").open("web", 80);

      cluster.apply(web("web-2", "node1") + web("web-3", "node3"));

      assertThat(open.send().endpoint()).contains("default/web-1");
      assertThat(open.send().endpoint()).contains("default/web-1");
    }

    @Test
    void keepsItsEndpointWhenThatIsTakenFromTheService() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection open = cluster.pod("client").open("web", 80);

      cluster.apply(web("web-2", "node1"));
      cluster.markUnready("web-1");

      assertThat(open.send().endpoint()).contains("default/web-1");
      assertThat(cluster.pod("client").connectTo("web", 80).endpoint()).contains("default/web-2");
    }

    @Test
    void hangsWhenItsEndpointIsGone() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node2"));
      OpenConnection open = cluster.pod("client").open("web", 80);
      String endpoint = open.opening().endpoint().orElseThrow();

      cluster.delete("pod/" + endpoint);

      Connection sent = open.send();
      assertThat(sent.verdict()).isEqualTo(Verdict.HOST_UNREACHABLE);
      assertThat(sent.summary()).contains("no host on the link answers");
      assertThat(open.isOpen()).isTrue();
    }

    @Test
    void isResetByAPodThatTookTheAddressOfItsEndpoint() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection open = cluster.pod("client").open("web", 80);
      String address = cluster.pod("web-1").ip();

      cluster.delete("pod/default/web-1");
      cluster.apply(
          web("web-2", "node2").strip().replaceFirst("}$", ", status: {podIP: " + address + "}}"));

      Connection sent = open.send();
      assertThat(sent.verdict()).isEqualTo(Verdict.RESET);
      assertThat(sent.summary()).contains("pod default/web-2 knows no connection");
      assertThat(open.isOpen()).isFalse();
    }

    @Test
    void survivesAPolicyThatForbidsNewOnes() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection open = cluster.pod("client").open("web", 80);

      cluster.apply(
          """
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny-all},
           spec: {podSelector: {}, policyTypes: [Ingress]}}
          """);

      assertThat(open.send().isEstablished()).isTrue();
      assertThat(cluster.pod("client").connectTo("web", 80).verdict()).isEqualTo(Verdict.TIMED_OUT);
    }

    @Test
    void sendsNoMoreOnceItIsClosed() {
      OpenConnection open = cluster(web("web-1", "node2")).pod("client").open("web", 80);

      open.close();

      assertThat(open.isOpen()).isFalse();
      assertThatThrownBy(open::send)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(" is not open: it was closed");
    }

    @Test
    void portIsFreeForAnotherConnectionAfterAReset() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node3"));
      Host client = cluster.pod("client").fromPort(5000);
      client.open("web", 80).reset();

      Connections again = client.everyConnectionTo("web", 80);

      assertThat(again.shares()).containsOnlyKeys("default/web-1", "default/web-2");
    }

    @Test
    void isNotOpenWhereItWasRefused() {
      OpenConnection open = cluster().pod("client").open("web", 80);

      assertThat(open.opening().verdict()).isEqualTo(Verdict.REFUSED);
      assertThat(open.isOpen()).isFalse();
      assertThatThrownBy(open::send).hasMessageContaining(" is not open: it ended REFUSED");
    }
  }

  @Nested
  class ToAnEndpointThatHasLeftItsService {

    private final Cluster cluster = cluster(web("web-1", "node2"));
    private final OpenConnection open = cluster.pod("client").open("web", 80);

    @BeforeEach
    void leave() {
      cluster.apply(web("web-2", "node3"));
      cluster.markUnready("web-1");
    }

    @Test
    void isResetByAnotherEndpointWhenConntrackHasForgottenIt() {
      cluster.advance(Duration.ofDays(5).plusSeconds(1));

      assertThat(open.send().verdict()).isEqualTo(Verdict.RESET);
    }

    @Test
    void livesFiveDaysWithoutAWord() {
      cluster.advance(Duration.ofDays(5).minusSeconds(1));

      assertThat(open.send().endpoint()).contains("default/web-1");
    }
  }

  @Nested
  class OverUdp {

    @Test
    void keepsItsEndpointWhileItIsInUse() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection socket = cluster.pod("client").overUdp().fromPort(5000).open("web", 8125);
      cluster.apply(web("web-2", "node3"));

      for (int i = 0; i < 20; i++) {
        cluster.advance(Duration.ofSeconds(29));

        assertThat(socket.send().endpoint()).contains("default/web-1");
      }
    }

    @Test
    void samePortIsTheSameFlow() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node3"));
      Host client = cluster.pod("client").overUdp().fromPort(5000);
      String first = client.connectTo("web", 8125).endpoint().orElseThrow();

      assertThat(client.everyConnectionTo("web", 8125).shares())
          .containsExactly(Map.entry(first, Fraction.ONE));
      assertThat(client.fromPort(5001).everyConnectionTo("web", 8125).shares()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23", "1.31", "1.32", "1.34", "1.36"})
    void flowToAnEndpointThatIsGoneMovesToAnother(String version) {
      Cluster cluster =
          cluster(
              ClusterConfig.iptables().withKubernetesVersion(version),
              web("web-1", "node2"),
              web("web-2", "node3"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);
      String first = socket.opening().endpoint().orElseThrow();

      cluster.delete("pod/" + first);

      assertThat(socket.send().endpoint()).isPresent().get().isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.32", "1.36"})
    void flowToTheLastEndpointIsABlackHoleForAsLongAsItIsUsed(String version) {
      Cluster cluster =
          cluster(ClusterConfig.iptables().withKubernetesVersion(version), web("web-1", "node2"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);

      cluster.delete("pod/default/web-1");

      for (Duration t = Duration.ZERO; t.toHours() < 13; t = t.plusSeconds(25)) {
        cluster.advance(Duration.ofSeconds(25));
        assertThat(socket.send().verdict()).isEqualTo(Verdict.TIMED_OUT);
      }
      assertThat(cluster.pod("client").overUdp().connectTo("web", 8125).verdict())
          .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void until131FlowToTheLastEndpointIsRefusedAtOnce() {
      Cluster cluster =
          cluster(ClusterConfig.nftables().withKubernetesVersion("1.31"), web("web-1", "node2"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);

      cluster.delete("pod/default/web-1");

      assertThat(socket.send().verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void blackHoleEndsWhenTheServiceHasAnEndpointAgain() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);
      cluster.delete("pod/default/web-1");

      cluster.apply(web("web-2", "node3"));

      assertThat(socket.send().endpoint()).contains("default/web-2");
    }

    @Test
    void blackHoleEndsWhenNothingIsSentForHalfAMinute() {
      Cluster cluster = cluster(web("web-1", "node2"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);
      cluster.delete("pod/default/web-1");

      cluster.advance(Duration.ofSeconds(30));

      assertThat(socket.send().verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void pausedKubeProxyCleansUpWhenItIsResumed() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node3"));
      OpenConnection socket = cluster.pod("client").overUdp().open("web", 8125);
      String first = socket.opening().endpoint().orElseThrow();
      cluster.pauseKubeProxy("node1");
      cluster.delete("pod/" + first);

      Verdict stale = socket.send().verdict();
      cluster.resumeKubeProxy("node1");

      assertThat(stale).isEqualTo(Verdict.TIMED_OUT);
      assertThat(socket.send().isEstablished()).isTrue();
    }
  }

  @Nested
  class SessionAffinity {

    @Test
    void lastsForItsTimeout() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node3"));
      Host client = cluster.pod("client");
      String first = client.connectTo("sticky", 80).endpoint().orElseThrow();

      cluster.advance(Duration.ofSeconds(10_799));

      assertThat(client.everyConnectionTo("sticky", 80).shares()).containsOnlyKeys(first);
    }

    @Test
    void isOverAfterItsTimeout() {
      Cluster cluster = cluster(web("web-1", "node2"), web("web-2", "node3"));
      Host client = cluster.pod("client");
      client.connectTo("sticky", 80);

      cluster.advance(Duration.ofSeconds(10_801));

      assertThat(client.everyConnectionTo("sticky", 80).shares())
          .containsOnlyKeys("default/web-1", "default/web-2");
    }
  }

  @Nested
  class WithoutHairpin {

    private final ClusterConfig config = ClusterConfig.iptables().withoutHairpin();

    @Test
    void podDoesNotReachItselfThroughItsService() {
      Connection connection =
          cluster(config, web("web-1", "node1")).pod("web-1").connectTo("web", 80);

      assertThat(connection.verdict()).isEqualTo(Verdict.TIMED_OUT);
      assertThat(connection.summary()).contains("hairpin mode is off");
    }

    @Test
    void everyOtherConnectionOfOneOfTwoPodsFails() {
      Cluster cluster = cluster(config, web("web-1", "node1"), web("web-2", "node2"));

      assertThat(cluster.pod("web-1").everyConnectionTo("web", 80).shares())
          .containsExactly(Map.entry("default/web-2", Fraction.of(1, 2)));
    }
  }
}
