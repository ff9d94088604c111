package io.kubenet.kubeproxy.iptables;

/** Whether a cluster has so many endpoints that kube-proxy spares what only people read. */
enum ClusterSize {
  NORMAL,
  LARGE;

  /** The largeClusterEndpointsThreshold of kube-proxy; endpointChainsNumberThreshold in 1.23. */
  private static final int MOST_NORMAL_ENDPOINTS = 1000;

  /** The size of a cluster whose ports have so many endpoints altogether, used or not. */
  static ClusterSize of(long endpoints) {
    return endpoints > MOST_NORMAL_ENDPOINTS ? LARGE : NORMAL;
  }
}
