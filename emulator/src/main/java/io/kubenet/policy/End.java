package io.kubenet.policy;

import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;

/** Who has an address at one end of a connection. */
sealed interface End {

  IpAddress address();

  /** A pod in a network of its own. */
  record PodEnd(Pod pod, PodIdentity identity, IpAddress address) implements End {
    @Override
    public String toString() {
      return "pod " + pod.name();
    }
  }

  /** A node, or a pod that lives in a node's network: policies can't tell them apart. */
  record NodeEnd(Node node, IpAddress address) implements End {
    @Override
    public String toString() {
      return "node " + node.name();
    }
  }

  /** An address that is no pod's and no node's. */
  record Outside(IpAddress address) implements End {
    @Override
    public String toString() {
      return address.toString();
    }
  }
}
