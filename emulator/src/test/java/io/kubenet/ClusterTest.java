package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1,
        containers: [{name: main, image: app}]}, status: {podIP: 10.244.1.5}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: node2,
        containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]},
        status: {podIP: 10.244.2.7}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.20,
        selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {replicas: 2,
        selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {
          containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: api}, spec: {clusterIP: 10.96.0.21,
        selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: prices}}
      """;

  private final Cluster cluster = load(ClusterConfig.iptables());
  private final Host client = cluster.pod("client");

  private static Cluster load(ClusterConfig config) {
    return KubeNet.load(config, "shop.yaml", SHOP);
  }

  @Test
  void connectionTellsItsWholeStory() {
    assertThat(client.connectTo("web", 80))
        .hasToString(
            """
            TCP 10.244.1.5:32768 -> 10.96.0.20:80
              was served by pod default/web
              pod default/client
                routed      via 10.244.1.1 dev eth0
              node1
                matched     nat KUBE-SERVICES #2  /* default/web cluster IP */
                translated  nat KUBE-SEP-CBPCTALQVABL5M2H #2  /* default/web */  -> TCP 10.244.1.5:32768 -> 10.244.2.7:8080
                routed      10.244.2.0/24 via node2
                allowed     no policy restricts egress of pod default/client
              node2
                routed      10.244.2.0/24 dev cni0
                allowed     no policy restricts ingress of pod default/web
              pod default/web
                delivered   to pod default/web
            reply
              TCP 10.244.2.7:8080 -> 10.244.1.5:32768
              pod default/web
                routed      via 10.244.2.1 dev eth0
              node2
                routed      10.244.1.0/24 via node1
                accepted    filter KUBE-FORWARD #3  /* kubernetes forwarding conntrack rule */
              node1
                routed      10.244.1.0/24 dev cni0
                accepted    filter KUBE-FORWARD #3  /* kubernetes forwarding conntrack rule */
                translated  conntrack  -> TCP 10.96.0.20:80 -> 10.244.1.5:32768
              pod default/client
                delivered   to pod default/client\
            """);
  }

  @Test
  void connectionWithoutAPacketTellsWhatWasAsked() {
    assertThat(client.connectTo("nowhere", 80))
        .hasToString(
            """
            TCP pod default/client -> nowhere:80
              ended NXDOMAIN: 'nowhere': Name or service not known\
            """);
  }

  @Test
  void appliedServiceIsServed() {
    cluster.apply(
        """
        {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.20,
          selector: {app: web}, ports: [{port: 81, targetPort: 8080}]}}
        """);

    assertThat(client.connectTo("web", 81).endpoint()).contains("default/web");
    assertThat(client.connectTo("web", 80).verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void deletedServiceIsUnknown() {
    cluster.delete("service/web");

    assertThat(client.connectTo("web", 80).verdict()).isEqualTo(Verdict.NXDOMAIN);
    assertThat(client.connectTo("10.244.2.7", 8080).isEstablished()).isTrue();
  }

  @Test
  void scaledDeploymentSharesAmongMore() {
    cluster.scale("deployment/api", 5);

    assertThat(client.everyConnectionTo("api", 80).shares()).hasSize(5);
  }

  @Test
  void podThatIsNotReadyGetsNothingUntilItIs() {
    cluster.markUnready("web");
    Verdict meanwhile = client.connectTo("web", 80).verdict();
    cluster.markReady("web");

    assertThat(meanwhile).isEqualTo(Verdict.REFUSED);
    assertThat(client.connectTo("web", 80).isEstablished()).isTrue();
  }

  @Test
  void terminatingPodServesWhereNobodyElseDoes() {
    cluster.terminate("web");

    assertThat(client.connectTo("web", 80).endpoint()).contains("default/web");
  }

  @Test
  void cordonedNodeGetsNoMorePods() {
    cluster.cordon("node2");
    cluster.cordon("node3");

    cluster.scale("deployment/api", 4);

    assertThat(
            client.everyConnectionTo("api", 80).stream()
                .filter(
                    connection -> connection.endpointLocation().node().equals(Optional.of("node1")))
                .count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void nodeWithoutPowerNeitherTakesNorSends() {
    cluster.failNode("node2");

    assertThat(client.connectTo("10.244.2.7", 8080).verdict()).isEqualTo(Verdict.HOST_UNREACHABLE);
    assertThat(cluster.pod("web").connectTo("10.244.1.5", 80).outcome().because())
        .isEqualTo("node node2 is down");
    assertThat(cluster.node("node2").ping("192.168.0.11").outcome().because())
        .isEqualTo("node node2 is down");
  }

  @Test
  void pausedKubeProxySendsToPodsThatAreGone() {
    cluster.pauseKubeProxy("node1");
    cluster.delete("pod/web");
    Verdict meanwhile = client.connectTo("10.96.0.20", 80).verdict();
    cluster.resumeKubeProxy("node1");

    assertThat(meanwhile).isEqualTo(Verdict.HOST_UNREACHABLE);
    assertThat(client.connectTo("10.96.0.20", 80).verdict()).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatThrownBy(() -> cluster.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void objectsThatNetworkingDoesNotReadAreListed() {
    assertThat(cluster.ignored()).containsExactly("ConfigMap default/prices");
  }

  @Test
  void packetForLoopbackFromOutsideIsAMartian() {
    String toLoopback =
        """
        *nat
        :PREROUTING ACCEPT [0:0]
        -A PREROUTING -p tcp -m tcp --dport 9000 -j DNAT --to-destination 127.0.0.1:80
        COMMIT
        """;

    Connection connection = toNodePort(ClusterConfig.nftables().withRules("node1", toLoopback));
    Connection routed = toNodePort(ClusterConfig.iptables().withRules("node1", toLoopback));

    assertThat(connection.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(connection.summary()).contains("martian destination 127.0.0.1 on node1");
    assertThat(routed.verdict()).isEqualTo(Verdict.REFUSED);
  }

  private static Connection toNodePort(ClusterConfig config) {
    Cluster martians = load(config);
    return martians.externalHost("192.168.0.250").connectTo(martians.node("node1").ip(), 9000);
  }
}
