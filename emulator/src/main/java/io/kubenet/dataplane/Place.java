package io.kubenet.dataplane;

import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;

/** Somewhere that connections are made from. */
public sealed interface Place {

  /** What it is called among its kind: {@code shop/client}, {@code node-a}. */
  String label();

  /**
   * A pod.
   *
   * @param name its name
   */
  record InPod(ObjectName name) implements Place {
    @Override
    public String label() {
      return name.toString();
    }

    @Override
    public String toString() {
      return "pod " + name;
    }
  }

  /**
   * A process of a node, in the node's own network.
   *
   * @param name the node's name
   */
  record OnNode(String name) implements Place {
    @Override
    public String label() {
      return name;
    }

    @Override
    public String toString() {
      return "node " + name;
    }
  }

  /**
   * A host outside the cluster.
   *
   * @param address its address
   */
  record Outside(IpAddress address) implements Place {
    @Override
    public String label() {
      return address.toString();
    }

    @Override
    public String toString() {
      return "external " + address;
    }
  }
}
