package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** "Service基本概念": a Service before it has pods, and the four types. */
@KubeNetTest(
    manifests = {"cluster.yaml", "my-service.yaml"},
    kubernetesVersion = "1.23")
class ServiceBasicsTest {

  @Test
  void serviceWithoutPodsCannotBeReached(@Pod("client") Host client) {
    assertThat(client.everyConnectionTo("my-service", 80)).allAreRefused();
  }

  @Test
  void inIptablesItGoesNoFurther(Cluster cluster, @Pod("client") Host client) {
    Assertions.assertThat(ArticleRules.of(cluster.rules("node1")).about("default/my-service"))
        .singleElement()
        .asString()
        .contains("default/my-service has no endpoints")
        .endsWith("-j REJECT --reject-with icmp-port-unreachable");
    assertThat(client.connectTo("my-service", 80))
        .request()
        .isRejectedBy("KUBE-SERVICES", "default/my-service has no endpoints");
  }

  /** The article's first example leads to port 9376, and its Deployment listens on port 80. */
  @Test
  @KubeNetTest(manifests = {"cluster.yaml", "my-service.yaml", "my-app-deployment.yaml"})
  void podsThatDoNotListenOnTheTargetPortRefuse(@Pod("client") Host client) {
    assertThat(client.everyConnectionTo("my-service", 80)).allAreRefused();
  }

  @Test
  void serviceAndItsNameStayWhenPodsComeAndGo(Cluster cluster, @Pod("client") Host client) {
    cluster.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: first, labels: {app: myapp}}
        spec: {containers: [{name: myapp, image: myapp, ports: [{containerPort: 9376}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: second, labels: {app: myapp}}
        spec: {containers: [{name: myapp, image: myapp, ports: [{containerPort: 9376}]}]}
        """);

    assertThat(client.everyConnectionTo("my-service", 80))
        .areSharedEvenlyBy("default/first", "default/second");

    cluster.delete("pod/default/first");

    assertThat(client.everyConnectionTo("my-service", 80)).allAreServedBy("default/second");
  }

  @Test
  @KubeNetTest(
      manifests = {"cluster.yaml", "my-app-deployment.yaml", "my-app-service.yaml"},
      kubernetesVersion = "1.23")
  void externalNameIsANameAlone(Cluster cluster, @Pod("client") Host client) {
    cluster.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: alias}
        spec: {type: ExternalName, externalName: my-app-service.default.svc.cluster.local}
        """);

    assertThat(client.everyConnectionTo("alias", 80)).allAreEstablished();
    Assertions.assertThat(ArticleRules.of(cluster.rules("node1")).about("default/alias")).isEmpty();
  }
}
