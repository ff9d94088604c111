package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a cluster says of itself. */
class ClusterTextTest {

  private static final String WEB =
      """
      metadata: {name: web, labels: {app: web}}
      spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
        spec: {containers: [{name: main, image: registry.example/web:1}]}}}
      kind: Deployment
      apiVersion: apps/v1
      """;

  @Test
  void objectsReadAsPeopleWriteThemNodesFirst() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables().withNodeCount(1), Manifests.none().withText("web", WEB));

    assertThat(cluster.manifest())
        .isEqualTo(
            """
            apiVersion: v1
            kind: Node
            metadata:
              name: node1
            spec: {}
            status:
              conditions:
              - type: Ready
                status: "True"
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels:
                app: web
              namespace: default
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: web
              template:
                metadata:
                  labels:
                    app: web
                spec:
                  containers:
                  - name: main
                    image: registry.example/web:1
                  restartPolicy: Always
                  dnsPolicy: ClusterFirst
                  terminationGracePeriodSeconds: 30
              strategy:
                type: RollingUpdate
                rollingUpdate:
                  maxUnavailable: 25%
                  maxSurge: 25%
              revisionHistoryLimit: 10
              progressDeadlineSeconds: 600
            """);
  }

  @Test
  void whatNoManifestCanSayIsARemark() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.iptables().withNodes("node-a", "node-b"),
            Manifests.none().withText("web", WEB));

    cluster.pauseKubeProxy("node-a");
    cluster.failNode("node-b");
    cluster.markUnready(cluster.pods("default/web-*").get(0).name());

    assertThat(cluster.manifest())
        .startsWith("# node node-b had failed\n# the kube-proxy of node node-a was paused\n# pod ");
  }

  @Test
  void manifestsAreTexts() {
    assertThat(Manifests.none().withText("web", WEB).text())
        .isEqualTo(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              labels:
                app: web
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: web
              template:
                metadata:
                  labels:
                    app: web
                spec:
                  containers:
                  - name: main
                    image: registry.example/web:1
            """);
  }
}
