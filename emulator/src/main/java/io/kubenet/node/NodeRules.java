package io.kubenet.node;

import io.kubenet.netfilter.Program;
import io.kubenet.trace.RuleRef;
import java.util.Optional;

/** The compiled rules of nodes, each made when the node first needs them. */
@FunctionalInterface
public interface NodeRules {

  /** The rules that a node obeys now. */
  Program of(String node);

  /** What a node's interfaces are called in its rules. */
  default InterfaceNames interfacesOf(String node) {
    return InterfaceNames.OWN;
  }

  /** Where a rule of a node stands in a listing, {@code node.rules:12}; empty for what is made. */
  default Optional<String> placeOf(String node, RuleRef rule) {
    return Optional.empty();
  }
}
