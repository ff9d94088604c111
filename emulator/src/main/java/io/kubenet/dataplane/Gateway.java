package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.trace.HostKind;
import java.util.List;
import java.util.Optional;

/**
 * The router between the nodes' segment and the world.
 *
 * @param address its address on the segment
 */
record Gateway(IpAddress address) implements Host {

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public HostKind kind() {
    return HostKind.GATEWAY;
  }

  @Override
  public Place place() {
    return new Place.Outside(address);
  }

  @Override
  public boolean owns(IpAddress other) {
    return other.equals(address);
  }

  @Override
  public List<IpAddress> addresses() {
    return List.of(address);
  }

  @Override
  public Optional<IpAddress> sourceFor(IpAddress destination) {
    return Optional.of(address);
  }

  @Override
  public Optional<Place> listener(Packet packet) {
    return Optional.empty();
  }
}
