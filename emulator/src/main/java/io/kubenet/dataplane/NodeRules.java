package io.kubenet.dataplane;

import io.kubenet.netfilter.Program;

/** Where the rules of nodes come from; asked when a packet first reaches a node. */
@FunctionalInterface
public interface NodeRules {

  Program of(String node);
}
