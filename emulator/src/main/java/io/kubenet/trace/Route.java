package io.kubenet.trace;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;

/** The route by which a host sent a packet on; prints itself as {@code ip route} does. */
public sealed interface Route {

  /**
   * The destination is on a link of the host.
   *
   * @param block the block that is on the link
   * @param device the host's interface there
   */
  record OnLink(Cidr block, String device) implements Route {
    @Override
    public String toString() {
      return block + " dev " + device;
    }
  }

  /**
   * The destination is a pod's, on the node's own bridge.
   *
   * @param block the block of the node's pods
   * @param bridge the bridge
   */
  record OnBridge(Cidr block, String bridge) implements Route {
    @Override
    public String toString() {
      return block + " dev " + bridge;
    }
  }

  /**
   * The destination is a pod's, on another node.
   *
   * @param block the block of that node's pods
   * @param node the node
   */
  record ViaNode(Cidr block, String node) implements Route {
    @Override
    public String toString() {
      return block + " via " + node;
    }
  }

  /**
   * A router takes what is for the destination.
   *
   * @param router the router
   * @param device the host's interface on its link
   */
  record ViaRouter(IpAddress router, String device) implements Route {
    @Override
    public String toString() {
      return "via " + router + " dev " + device;
    }
  }

  /**
   * No nearer route leads there, so the gateway takes it.
   *
   * @param gateway the gateway
   * @param device the host's interface on its link
   */
  record ByDefault(IpAddress gateway, String device) implements Route {
    @Override
    public String toString() {
      return "default via " + gateway + " dev " + device;
    }
  }

  /**
   * No nearer route leads there, and every address is taken to be on the link.
   *
   * @param device the host's interface on it
   */
  record DefaultOnLink(String device) implements Route {
    @Override
    public String toString() {
      return "default dev " + device;
    }
  }

  /**
   * A node answers on the segment for an address of a Service, which no host there has.
   *
   * @param address the address
   * @param node the node
   */
  record Announced(IpAddress address, String node) implements Route {
    @Override
    public String toString() {
      return address + " is announced by " + node;
    }
  }

  /**
   * The gateway hands it to the host that has the address.
   *
   * @param host the host: {@code external 203.0.113.7}
   */
  record ToHost(String host) implements Route {
    @Override
    public String toString() {
      return "to " + host;
    }
  }
}
