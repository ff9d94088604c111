package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import org.junit.jupiter.api.Test;

class SourceTest {

  private static final Cluster CLUSTER =
      KubeNet.load(
          ClusterConfig.iptables(),
          "shop.yaml",
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: frontend-78f8bc89c-5gfwx}
          spec: {containers: [{name: web, image: web}]}
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: frontend-78f8bc89c-2xwsj}
          spec: {containers: [{name: web, image: web}]}
          """);

  @Test
  void starStandsForTheFirstPodSoNamed() {
    assertThat(Source.of("pod/default/frontend-*").in(CLUSTER).name())
        .isEqualTo("default/frontend-78f8bc89c-2xwsj");
  }

  @Test
  void nameOfAWorkloadIsNearestToItsPods() {
    Source workload = Source.of("pod/default/frontend");

    assertThatThrownBy(() -> workload.in(CLUSTER))
        .hasMessage(
            "no pod 'default/frontend'; did you mean 'frontend-78f8bc89c-2xwsj'?;"
                + " pods in namespace 'default':"
                + " frontend-78f8bc89c-2xwsj, frontend-78f8bc89c-5gfwx");
  }
}
