package io.kubenet.benchmarks;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;

/**
 * A manifest of many Services that nobody asks for, and of one, {@code shop/api}, that is asked.
 */
final class LargeManifest {

  /** The cluster IP of {@code shop/api}. */
  static final String API = "10.111.0.10";

  private LargeManifest() {}

  /** The cluster of such a manifest, with a pod {@code shop/client}. */
  static Cluster load(int services, int replicas) {
    return load(ClusterConfig.iptables(), services, replicas);
  }

  /** The same in a cluster that is set up so. */
  static Cluster load(ClusterConfig config, int services, int replicas) {
    return KubeNet.load(config, "large.yaml", text(services, replicas));
  }

  private static String text(int services, int replicas) {
    StringBuilder text = new StringBuilder(shop(replicas));
    for (int i = 1; i < services; i++) {
      text.append(other(i));
    }
    return text.toString();
  }

  private static String shop(int replicas) {
    return """
    {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop},
     spec: {containers: [{name: client, image: client}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop},
     spec: {clusterIP: %s, selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
    """
            .formatted(API)
        + pods(replicas);
  }

  private static String pods(int replicas) {
    StringBuilder pods = new StringBuilder();
    for (int i = 1; i <= replicas; i++) {
      pods.append(
          """
          ---
          {apiVersion: v1, kind: Pod, metadata: {name: api-%d, namespace: shop, labels: {app: api}},
           spec: {nodeName: node%d, containers: [{name: api, image: api, ports: [{containerPort: 8080}]}]},
           status: {phase: Running, podIP: 10.244.%d.%d, podIPs: [{ip: 10.244.%d.%d}],
                    conditions: [{type: Ready, status: "True"}]}}
          """
              .formatted(i, i % 3 + 1, 100 + i / 200, i % 200 + 10, 100 + i / 200, i % 200 + 10));
    }
    return pods.toString();
  }

  private static String other(int index) {
    String ip = "10." + (100 + index / 62_500) + "." + index / 250 % 250 + "." + (index % 250 + 1);
    return """
    ---
    {apiVersion: v1, kind: Service, metadata: {name: svc-%d, namespace: shop},
     spec: {clusterIP: %s, ports: [{port: 80, targetPort: 8080}]}}
    ---
    {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4,
     metadata: {name: svc-%d-1, namespace: shop, labels: {kubernetes.io/service-name: svc-%d}},
     ports: [{port: 8080, protocol: TCP}],
     endpoints: [{addresses: [10.244.1.9], conditions: {ready: true}, nodeName: node1}]}
    """
        .formatted(index, ip, index, index);
  }
}
