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
  void allObjectsReadAsPeopleWriteThemNodesFirst() {
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
              labels:
                kubernetes.io/arch: amd64
                kubernetes.io/hostname: node1
                kubernetes.io/os: linux
            spec:
              podCIDR: 10.244.1.0/24
              podCIDRs:
              - 10.244.1.0/24
            status:
              conditions:
              - type: Ready
                status: "True"
              addresses:
              - type: InternalIP
                address: 192.168.0.11
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-5984cb9bdb-g8kqc
              namespace: default
              labels:
                app: web
                pod-template-hash: 5984cb9bdb
              ownerReferences:
              - apiVersion: apps/v1
                kind: ReplicaSet
                name: web-5984cb9bdb
                uid: ff50ccc7-d528-3b93-a399-e6eca2e4de60
                controller: true
                blockOwnerDeletion: true
            spec:
              containers:
              - name: main
                image: registry.example/web:1
                imagePullPolicy: IfNotPresent
              restartPolicy: Always
              dnsPolicy: ClusterFirst
              terminationGracePeriodSeconds: 30
              nodeName: node1
              tolerations:
              - key: node.kubernetes.io/not-ready
                operator: Exists
                effect: NoExecute
                tolerationSeconds: 300
              - key: node.kubernetes.io/unreachable
                operator: Exists
                effect: NoExecute
                tolerationSeconds: 300
            status:
              phase: Running
              podIP: 10.244.1.2
              podIPs:
              - ip: 10.244.1.2
              conditions:
              - type: PodScheduled
                status: "True"
              - type: Ready
                status: "True"
            ---
            apiVersion: apps/v1
            kind: ReplicaSet
            metadata:
              name: web-5984cb9bdb
              namespace: default
              labels:
                app: web
                pod-template-hash: 5984cb9bdb
              annotations:
                deployment.kubernetes.io/desired-replicas: "1"
                deployment.kubernetes.io/revision: "1"
              ownerReferences:
              - apiVersion: apps/v1
                kind: Deployment
                name: web
                uid: 4e35d72e-7442-36a3-9688-615d0d203dd5
                controller: true
                blockOwnerDeletion: true
            spec:
              replicas: 1
              selector:
                matchLabels:
                  app: web
                  pod-template-hash: 5984cb9bdb
              template:
                metadata:
                  labels:
                    app: web
                    pod-template-hash: 5984cb9bdb
                spec:
                  containers:
                  - name: main
                    image: registry.example/web:1
                  restartPolicy: Always
                  dnsPolicy: ClusterFirst
                  terminationGracePeriodSeconds: 30
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

    assertThat(cluster.manifest())
        .startsWith(
            "# node node-b had failed\n# the kube-proxy of node node-a was paused\napiVersion");
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
