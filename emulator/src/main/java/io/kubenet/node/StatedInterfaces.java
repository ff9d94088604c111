package io.kubenet.node;

import java.util.Optional;

/**
 * The interfaces of a real node, as far as somebody stated them.
 *
 * @param uplink the interface to other nodes: {@code ens5}
 * @param pods the interface of its pods: a bridge, {@code cbr0}, or how the names of their veths
 *     begin, {@code cali+}
 */
public record StatedInterfaces(Optional<String> uplink, Optional<String> pods) {

  public static final StatedInterfaces NONE =
      new StatedInterfaces(Optional.empty(), Optional.empty());

  /** These, and where they say nothing others. */
  public StatedInterfaces or(StatedInterfaces others) {
    return new StatedInterfaces(uplink.or(others::uplink), pods.or(others::pods));
  }

  public StatedInterfaces withUplink(String name) {
    return new StatedInterfaces(Optional.of(name), pods);
  }

  public StatedInterfaces withPods(String name) {
    return new StatedInterfaces(uplink, Optional.of(name));
  }
}
