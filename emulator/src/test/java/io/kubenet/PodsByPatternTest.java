package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PodsByPatternTest {

  private static final Cluster CLUSTER =
      KubeNet.load(
          ClusterConfig.iptables(),
          "shop.yaml",
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: shop}
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: api-2, namespace: shop}
          spec: {containers: [{name: api, image: api}]}
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: api-1, namespace: shop}
          spec: {containers: [{name: api, image: api}]}
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: api-1}
          spec: {containers: [{name: api, image: api}]}
          """);

  @Test
  void starStandsForAnyText() {
    assertThat(CLUSTER.pods("shop/api-*"))
        .extracting(Host::name)
        .containsExactly("shop/api-1", "shop/api-2");
    assertThat(CLUSTER.pods("*/api-1"))
        .extracting(Host::name)
        .containsExactly("default/api-1", "shop/api-1");
  }

  @Test
  void nameWithoutANamespaceIsInDefault() {
    assertThat(CLUSTER.pods("api-*")).extracting(Host::name).containsExactly("default/api-1");
  }

  @Test
  void otherSignsStandForThemselves() {
    assertThatThrownBy(() -> CLUSTER.pods("shop/api.1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no pod 'shop/api.1'; pods: default/api-1, shop/api-1, shop/api-2");
  }
}
