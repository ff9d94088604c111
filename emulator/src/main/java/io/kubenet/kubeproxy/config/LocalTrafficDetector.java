package io.kubenet.kubeproxy.config;

import io.kubenet.net.Cidr;

/** How a node's rules tell that traffic comes from a pod of this node, or of the cluster. */
public sealed interface LocalTrafficDetector {

  /** There is no way to tell. */
  LocalTrafficDetector NONE = new None();

  /** What is made of each kind of detector. */
  interface Visitor<T> {
    T none();

    T source(Cidr cidr);

    T inInterface(String name);

    T inInterfaces(String prefix);
  }

  <T> T accept(Visitor<T> visitor);

  /** There is no way to tell. */
  record None() implements LocalTrafficDetector {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.none();
    }
  }

  /**
   * By its source address.
   *
   * @param cidr the block that local addresses are in
   */
  record Source(Cidr cidr) implements LocalTrafficDetector {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.source(cidr);
    }
  }

  /**
   * By the interface that it comes in by.
   *
   * @param name the interface
   */
  record InInterface(String name) implements LocalTrafficDetector {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inInterface(name);
    }
  }

  /**
   * By the start of the name of the interface that it comes in by.
   *
   * @param prefix the start
   */
  record InInterfaces(String prefix) implements LocalTrafficDetector {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.inInterfaces(prefix);
    }
  }
}
