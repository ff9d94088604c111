package io.kubenet.examples.article;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.Pod;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What came after the article's Kubernetes is passed over as it did, and said; or refused. */
class LaterFeaturesTest {

  private static final String WEB =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: north, labels: {topology.kubernetes.io/zone: north}}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: south, labels: {topology.kubernetes.io/zone: south}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web-north, labels: {app: web}}
      spec: {nodeName: north, containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web-south, labels: {app: web}}
      spec: {nodeName: south, containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec: {nodeName: north, containers: [{name: client, image: client}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        trafficDistribution: PreferClose
        selector: {app: web}
        ports: [{port: 80}]
      """;

  @Test
  @KubeNetTest(manifests = WEB, kubernetesVersion = "1.23")
  void trafficDistributionIsPassedOverAndSaid(Cluster cluster, @Pod("client") Host client) {
    assertThat(client.everyConnectionTo("web", 80))
        .areSharedEvenlyBy("default/web-north", "default/web-south");
    Assertions.assertThat(cluster.diagnose())
        .singleElement()
        .asString()
        .endsWith(
            "warning: Service default/web spec.trafficDistribution: kube-proxy 1.23 does not know"
                + " it and sends to endpoints everywhere; leave it out, or ask for Kubernetes 1.31"
                + " or newer");
  }

  @Test
  @KubeNetTest(manifests = WEB)
  void todayTrafficStaysClose(Cluster cluster, @Pod("client") Host client) {
    assertThat(client.everyConnectionTo("web", 80)).allAreServedBy("default/web-north");
    Assertions.assertThat(cluster.diagnose()).isEmpty();
  }

  @Test
  void nftablesModeIsRefused() {
    ClusterConfig nftables = ClusterConfig.nftables();

    Assertions.assertThatThrownBy(() -> nftables.withKubernetesVersion("1.23"))
        .hasMessageContaining("nftables")
        .hasMessageContaining("1.23");
  }
}
