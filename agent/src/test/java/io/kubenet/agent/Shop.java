package io.kubenet.agent;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Manifests;

/** A client, and an API of two pods on two nodes, in iptables mode. */
final class Shop {

  static final String MANIFEST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: client, namespace: shop}
      spec: {nodeName: node1, containers: [{name: main, image: client}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: api-1, namespace: shop, labels: {app: api}}
      spec:
        nodeName: node1
        containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: api-2, namespace: shop, labels: {app: api}}
      spec:
        nodeName: node2
        containers: [{name: main, image: api, ports: [{containerPort: 8080}]}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: api, namespace: shop}
      spec:
        clusterIP: 10.96.0.20
        selector: {app: api}
        ports: [{port: 80, targetPort: 8080}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: nobody, namespace: shop}
      spec:
        clusterIP: 10.96.0.21
        selector: {app: nobody}
        ports: [{port: 80}]
      """;

  private Shop() {}

  static Cluster cluster() {
    return KubeNet.load(ClusterConfig.iptables(), Manifests.none().withText("shop.yaml", MANIFEST));
  }
}
