package io.kubenet.finding;

import com.google.common.base.Ascii;

/** What sort of thing a finding is: each has a section in {@code docs/findings.md}. */
public enum FindingKind {
  /** A Service's selector matches no pod. */
  SELECTOR_MATCHES_NO_POD,
  /** All pods of a Service have run to their end. */
  PODS_HAVE_ENDED,
  /** A Service has endpoints, and none is ready. */
  NO_READY_ENDPOINT,
  /** A Service without selector has no EndpointSlice. */
  NO_ENDPOINT_SLICE,
  /** A Service's port has a name that none of its EndpointSlices has. */
  SLICE_PORT_NAME,
  /** A Service's targetPort is a name that none of its pods has. */
  TARGET_PORT_NAME_UNKNOWN,
  /** A Service's targetPort is a name that some of its pods lack. */
  TARGET_PORT_NAME_IN_SOME_PODS,
  /** A Service's targetPort is a number that no container declares. */
  TARGET_PORT_NOT_DECLARED,
  /** A Service's external traffic policy is Local, and nodes have no endpoint. */
  LOCAL_POLICY_WITHOUT_ENDPOINT,
  /** A Service with a cluster IP publishes pods that are not ready. */
  PUBLISHES_NOT_READY,
  /** An endpoint is a node's address and a node port, which that node does not translate again. */
  ENDPOINT_IS_NODE_PORT,
  /** Source ranges of a load balancer do not hold at the node port. */
  SOURCE_RANGES_AND_NODE_PORT,
  /** A Service's label leaves it to another proxy than kube-proxy. */
  OTHER_PROXY,
  /** A headless Service's port is not its pods' port, and nothing translates it. */
  HEADLESS_PORT_NOT_TRANSLATED,
  /** An ExternalName is an address. */
  EXTERNAL_NAME_IS_ADDRESS,
  /** An ExternalName is a short name of the cluster, which is asked as it stands. */
  EXTERNAL_NAME_IS_SHORT,
  /** An ExternalName leads to a Service that there is not. */
  EXTERNAL_NAME_OF_NO_SERVICE,
  /** An ExternalName's ports seem to translate. */
  EXTERNAL_NAME_PORTS,
  /** A StatefulSet's serviceName is no headless Service of its pods. */
  STATEFUL_SET_SERVICE_NAME,
  /** Two Deployments' pods match one selector. */
  SHARED_SELECTOR,
  /** Two Services have one address and port. */
  SHARED_SERVICE_ADDRESS,
  /** Two running pods have one address. */
  SHARED_POD_ADDRESS,
  /** A Service asks for what its kube-proxy is too old for. */
  KUBE_PROXY_TOO_OLD,
  /** Egress policies stop queries to the DNS servers. */
  POLICY_DENIES_DNS,
  /** A policy selects no pod. */
  POLICY_SELECTS_NO_POD,
  /** A policy selects only pods on their nodes' network. */
  POLICY_SELECTS_HOST_NETWORK,
  /** Two peers that may have been meant as one. */
  POLICY_PEER_SPLIT,
  /** A peer that no pod is. */
  POLICY_PEER_MATCHES_NO_POD,
  /** A peer's pods are on their nodes' network, where no selector finds them. */
  POLICY_PEER_ON_HOST_NETWORK,
  /** A policy has a Service's port where its pods have another. */
  POLICY_HAS_SERVICE_PORT,
  /** A policy names a port that no pod declares. */
  POLICY_PORT_NAME_UNKNOWN,
  /** A policy's block holds a cluster IP, which no policy sees. */
  POLICY_BLOCK_OF_CLUSTER_IP,
  /** A policy of another API, which no answer heeds. */
  POLICY_NOT_MODELLED,
  /** Admin policies have one priority. */
  POLICY_PRIORITIES_EQUAL,
  /** preStop and shutdown take longer than the grace period. */
  GRACE_PERIOD_TOO_SHORT,
  /** A disruption budget lets no pod be evicted. */
  BUDGET_ALLOWS_NOTHING,
  /** A rollout may take all pods away at once. */
  ROLLOUT_MAY_TAKE_ALL;

  /** The name that stays: {@code selector-matches-no-pod}. */
  public String id() {
    return Ascii.toLowerCase(name()).replace('_', '-');
  }

  /** Its id. */
  @Override
  public String toString() {
    return id();
  }
}
