package io.kubenet.kubeproxy;

import static io.kubenet.kubeproxy.services.EndpointBuilder.endpoint;
import static io.kubenet.kubeproxy.services.EndpointBuilder.slice;
import static io.kubenet.kubeproxy.services.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.services.ServiceBuilder;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

  private static final ClusterState CLUSTER =
      TestNodes.three()
          .with(
              loadBalancer().externalPolicy(TrafficPolicy.LOCAL).healthCheckNodePort(32000).build())
          .with(
              slice(
                  "shop/api",
                  endpoint("10.244.1.7", "node1"),
                  endpoint("10.244.1.8", "node1"),
                  endpoint("10.244.2.9", "node2").terminating()));

  @Test
  void nodeWithEndpointsAnswers200() {
    HealthCheck check = check("node1", KubernetesVersion.LATEST);

    assertThat(check.port()).isEqualTo(32000);
    assertThat(check.status()).isEqualTo(200);
    assertThat(check.headers())
        .isEqualTo(
            Map.of(
                "Content-Type", "application/json",
                "X-Content-Type-Options", "nosniff",
                "X-Load-Balancing-Endpoint-Weight", "2"));
    assertThat(check.body())
        .isEqualTo(
            """
            {
            \t"service": {
            \t\t"namespace": "shop",
            \t\t"name": "api"
            \t},
            \t"localEndpoints": 2,
            \t"serviceProxyHealthy": true
            }\
            """);
  }

  @Test
  void nodeWhoseEndpointsTerminateAnswers503ThoughRulesStillUseThem() {
    HealthCheck check = check("node2", KubernetesVersion.LATEST);

    assertThat(check.status()).isEqualTo(503);
    assertThat(check.headers()).containsEntry("X-Load-Balancing-Endpoint-Weight", "0");
    assertThat(rules("node2")).contains("-A KUBE-SVL-").contains("10.244.2.9:80");
  }

  @Test
  void addressOfSeveralPortsCountsOnce() {
    ClusterState twoPorts =
        CLUSTER.with(
            loadBalancer()
                .port("admin", Protocol.TCP, 81, 30081)
                .externalPolicy(TrafficPolicy.LOCAL)
                .healthCheckNodePort(32000)
                .build());

    assertThat(kubeProxy(KubernetesVersion.LATEST).healthChecks("node1", twoPorts))
        .singleElement()
        .extracting(HealthCheck::localEndpoints)
        .isEqualTo(2);
  }

  @Test
  void answerOf123HasNeitherWeightNorHealth() {
    HealthCheck check = check("node3", KubernetesVersion.of("1.23"));

    assertThat(check.headers()).doesNotContainKey("X-Load-Balancing-Endpoint-Weight");
    assertThat(check.body()).endsWith("\t},\n\t\"localEndpoints\": 0\n}");
  }

  @Test
  void policyOfClusterHasNoHealthCheck() {
    ClusterState cluster = TestNodes.three().with(loadBalancer().build());

    assertThat(kubeProxy(KubernetesVersion.LATEST).healthChecks("node1", cluster)).isEmpty();
  }

  private static ServiceBuilder loadBalancer() {
    return service("shop/api")
        .type(Service.Type.LOAD_BALANCER)
        .at("10.96.0.10")
        .port("", Protocol.TCP, 80, 30080)
        .vip("192.0.2.10");
  }

  private static HealthCheck check(String node, KubernetesVersion version) {
    return kubeProxy(version).healthChecks(node, CLUSTER).get(0);
  }

  private static String rules(String node) {
    return kubeProxy(KubernetesVersion.LATEST).sync(node, CLUSTER).rules().text();
  }

  private static KubeProxy kubeProxy(KubernetesVersion version) {
    return new KubeProxy(KubeProxyConfig.DEFAULT.withVersion(version), IpFamily.IPV4);
  }
}
