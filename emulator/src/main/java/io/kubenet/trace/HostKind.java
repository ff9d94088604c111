package io.kubenet.trace;

/** What a host on a packet's way is. */
public enum HostKind {
  POD,
  NODE,
  /** The router between the nodes and the world. */
  GATEWAY,
  /** A host outside the cluster. */
  OUTSIDE
}
