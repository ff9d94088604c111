package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.manifest.ManifestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Verbs of a cluster that follow each other, and those that undo others. */
class ClusterStoryTest {

  private static final String SHOP =
      """
      {kind: Service, apiVersion: v1, metadata: {name: api, namespace: shop},
       spec: {clusterIP: 10.96.0.20, selector: {app: api}, ports: [{port: 80}]}}
      ---
      {kind: Pod, apiVersion: v1, metadata: {name: api-1, namespace: shop, labels: {app: api}},
       spec: {nodeName: node1, containers: [{name: api, image: api}]}}
      ---
      {kind: Pod, apiVersion: v1, metadata: {name: web, namespace: shop, labels: {app: web}},
       spec: {nodeName: node2, containers: [{name: web, image: web}]}}
      ---
      {kind: Pod, apiVersion: v1, metadata: {name: client, namespace: shop},
       spec: {nodeName: node2, containers: [{name: client, image: client}]}}
      """;

  private final Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", SHOP);

  private Connection toTheApi() {
    return cluster.pod("shop/client").connectTo("api.shop", 80);
  }

  @Test
  void storyChains() {
    cluster
        .pauseKubeProxy("node2")
        .markUnready("shop/api-1")
        .markReady("shop/api-1")
        .resumeKubeProxy("node2")
        .advance(Duration.ofSeconds(1))
        .delete("pod/shop/web");

    assertThat(toTheApi().isEstablished()).isTrue();
  }

  @Test
  void recoveredNodeServesAgain() {
    cluster.failNode("node1");
    boolean wasServed = toTheApi().isEstablished();

    cluster.recoverNode("node1");

    assertThat(wasServed).isFalse();
    assertThat(toTheApi().isEstablished()).isTrue();
  }

  @Test
  void podThatWasNotReadyIsNotSoAfterItsNodeHasRecovered() {
    cluster.markUnready("shop/api-1").failNode("node1").recoverNode("node1");

    assertThat(toTheApi().isEstablished()).isFalse();
  }

  @Test
  void nodeThatHasNotFailedCannotRecover() {
    assertThatThrownBy(() -> cluster.recoverNode("node1"))
        .hasMessage("node 'node1' has not failed");
  }

  @Test
  void uncordonedNodeTakesPodsAgain() {
    String pod =
        """
        {kind: Pod, apiVersion: v1, metadata: {name: late},
         spec: {containers: [{name: late, image: late}]}}
        """;

    cluster.cordon("node1").cordon("node2").uncordon("node1").apply(pod);

    assertThat(cluster.pod("late").toString()).contains("late");
    assertThat(cluster.manifest()).contains("nodeName: node1");
  }

  @Test
  void labelledPodIsSelected() {
    cluster.delete("pod/shop/api-1").label("pod/shop/web", "app", "api");

    assertThat(toTheApi().endpoint()).contains("shop/web");
  }

  @Test
  void patchedServiceSelectsOtherPods() {
    cluster.patch("service/shop/api", "{\"spec\": {\"selector\": {\"app\": \"web\"}}}");

    assertThat(toTheApi().endpoint()).contains("shop/web");
  }

  @Test
  void patchIsAnObject() {
    assertThatThrownBy(() -> cluster.patch("service/shop/api", "[]"))
        .hasMessage("'[]' is not a merge patch; expected a JSON object");
    assertThatThrownBy(() -> cluster.patch("service/shop/api", "{"))
        .hasMessage("'{' is not a merge patch; expected a JSON object");
  }

  @Test
  void patchIsValidated() {
    assertThatThrownBy(() -> cluster.patch("service/shop/api", "{\"spec\": {\"ports\": 7}}"))
        .isInstanceOf(ManifestException.class);
  }

  @Test
  void conntrackTellsBothDirections() {
    toTheApi();

    assertThat(cluster.conntrack("node2"))
        .containsExactly(
            "TCP 10.244.2.3:32768 -> 10.96.0.20:80, replies 10.244.1.2:80 -> 10.244.2.3:32768");
    assertThat(cluster.conntrack("node1"))
        .containsExactly(
            "TCP 10.244.2.3:32768 -> 10.244.1.2:80, replies 10.244.1.2:80 -> 10.244.2.3:32768");
  }
}
