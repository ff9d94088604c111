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
  INET;

  static Optional<TableFamily> of(String keyword) {
    return Stream.of(values()).filter(family -> family.keyword().equals(keyword)).findFirst();
  }

  /** The table family of an IP family's own tables. */
  public static TableFamily of(IpFamily family) {
    return family == IpFamily.IPV4 ? IP : IP6;
  }

  /** Whether packets of an IP family pass its chains. */
  public boolean includes(IpFamily family) {
    return this == INET || this == of(family);
  }

  /** {@code ip}, {@code ip6} or {@code inet}. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
