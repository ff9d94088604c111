package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HealthAnswerTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {nodeName: node1,
        containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: LoadBalancer,
        externalTrafficPolicy: Local, healthCheckNodePort: 32000, selector: {app: web},
        ports: [{port: 80}]}}
      """;

  private final Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", SHOP);

  @Test
  void nodeWithAnEndpointIsHealthyAndWeighed() {
    HealthAnswer answer = cluster.node("node1").healthCheck(32000);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.service()).isEqualTo("default/web");
    assertThat(answer.headers()).containsEntry("X-Load-Balancing-Endpoint-Weight", "1");
    assertThat(answer.body()).contains("\"localEndpoints\": 1", "\"serviceProxyHealthy\": true");
  }

  @Test
  void nodeWithoutOneIsNot() {
    HealthAnswer answer = cluster.node("node2").healthCheck(32000);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.localEndpoints()).isZero();
  }

  @Test
  void pausedKubeProxyAnswersWhatItHasSeen() {
    cluster.pauseKubeProxy("node1");

    cluster.markUnready("web-1");

    assertThat(cluster.node("node1").healthCheck(32000).status()).isEqualTo(200);
  }

  @Test
  void otherPortIsAnsweredWithThoseThereAre() {
    assertThatThrownBy(() -> cluster.node("node1").healthCheck(32001))
        .hasMessage("no health check node port 32001; there are: 32000 of default/web");
  }

  @Test
  void podsAnswerNone() {
    assertThatThrownBy(() -> cluster.pod("web-1").healthCheck(32000))
        .hasMessage("pod default/web-1 answers no health checks; nodes do");
  }

  @Test
  void nodeWithoutPowerAnswersNothing() {
    cluster.failNode("node1");

    assertThatThrownBy(() -> cluster.node("node1").healthCheck(32000))
        .hasMessage("node 'node1' is down: nobody answers there");
  }
}
