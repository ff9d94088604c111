package io.kubenet.dns;

import io.kubenet.dns.message.DomainName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists of zones. */
final class Zones {

  private Zones() {}

  /** The zone with the most labels that a name is in. */
  static Optional<DomainName> longest(List<DomainName> zones, DomainName name) {
    return zones.stream().filter(name::isIn).max(Comparator.comparing(DomainName::size));
  }
}
