package io.kubenet.kubeproxy.sync;

import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.host.HostRules;

/** What a kube-proxy has written on a node: the rules, and what makes the next sync short. */
public interface Sync {

  /** All that is on the node, in whatever languages the mode needs. */
  HostRules rules();

  /** A partial sync of the same node: only what changed with the state is made anew. */
  Sync next(ClusterState state);

  /** The first sync of another node of the same cluster, which shares what is equal on both. */
  Sync onNode(String nodeName, ClusterState state);
}
