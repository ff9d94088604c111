package io.kubenet.ruleset.nftables;

import io.kubenet.net.IpFamily;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Which packets a table sees. */
public enum TableFamily {
  IP,
  IP6,
  /** Both IP families. */
  INET,
  /** All packets, as they come by a device or leave by it. */
  NETDEV,
  /** Frames that a bridge carries; they are not modelled. */
  BRIDGE,
  /** Questions about neighbours; they are not modelled. */
  ARP;

  static Optional<TableFamily> of(String keyword) {
    return Stream.of(values()).filter(family -> family.keyword().equals(keyword)).findFirst();
  }

  /** The table family of an IP family's own tables. */
  public static TableFamily of(IpFamily family) {
    return family == IpFamily.IPV4 ? IP : IP6;
  }

  /** Whether packets of an IP family pass its chains. */
  public boolean includes(IpFamily family) {
    return this == INET || this == NETDEV || this == of(family);
  }

  /** Whether its packets are modelled. */
  public boolean isModelled() {
    return this != BRIDGE && this != ARP;
  }

  /** {@code ip}, {@code ip6}, {@code inet} and so on. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
