package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.trace.HostKind;
import java.util.List;
import java.util.Optional;

/**
 * A host on the way of packets: a pod, a node, the gateway, or a host outside. What it does with
 * packets, its stack knows.
 */
interface Host {

  /** What traces call it: {@code pod shop/client}, {@code node-a}. */
  String name();

  /** What it is. */
  HostKind kind();

  /** Where its own processes are. */
  Place place();

  /** Whether an address is its own, loopback's included. */
  boolean owns(IpAddress address);

  /** Its own addresses, loopback's left out; the primary one first. */
  List<IpAddress> addresses();

  /** The source address of what its processes send to an address. */
  Optional<IpAddress> sourceFor(IpAddress destination);

  /** Who has the socket that a packet for this host is for. */
  Optional<Place> listener(Packet packet);

  /** Whether it has a socket there that never answers. */
  default boolean isSilent(Packet packet) {
    return false;
  }
}
