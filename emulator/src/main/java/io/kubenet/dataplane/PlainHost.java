package io.kubenet.dataplane;

import io.kubenet.net.Packet;
import java.util.Optional;

/** A host that has no rules and forwards nothing. */
interface PlainHost extends Host {

  /** Where it sends what is not for itself. */
  Optional<NextHop> routeOf(Packet packet, RouterChoice routers);
}
