package io.kubenet.node;

import io.kubenet.netfilter.Program;

/** The compiled rules of nodes, each made when the node first needs them. */
@FunctionalInterface
public interface NodeRules {

  /** The rules that a node obeys now. */
  Program of(String node);
}
