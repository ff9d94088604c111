package io.kubenet.kubeproxy.sync;

import io.kubenet.model.ClusterState;
import io.kubenet.ruleset.Ruleset;

/** What a kube-proxy has written on a node: the rules, and what makes the next sync short. */
public interface Sync {

  /** The rules that are on the node. */
  Ruleset ruleset();

  /** A partial sync of the same node: only what changed with the state is made anew. */
  Sync next(ClusterState state);

  /** The first sync of another node of the same cluster, which shares what is equal on both. */
  Sync onNode(String nodeName, ClusterState state);
}
