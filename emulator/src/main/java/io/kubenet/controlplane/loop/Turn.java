package io.kubenet.controlplane.loop;

/**
 * Who works first of those that have work at the same instant. Delays make this moot; without them
 * it is the order in which a cluster gets to rest.
 */
public enum Turn {
  /** What joins nodes to the cluster. */
  NODES,
  /** What cleans up after objects that are gone. */
  GARBAGE,
  /** The controllers of workloads, in the order in which they were told. */
  WORKLOADS,
  /** Scheduler and kubelets, the oldest Pod first. */
  PODS,
  /** The scheduler again, for Pods that found no node. */
  WAITING_PODS,
  /** The controllers of EndpointSlices. */
  SERVICES,
  /** Those that only read: kube-proxies, DNS servers, load balancers. */
  READERS
}
