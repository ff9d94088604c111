package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.net.Packet;
import java.util.Optional;

/** Which node the world outside sends a packet to. */
@FunctionalInterface
interface RouterChoice {

  /** The node that an outside host's packet for an address of no node reaches first. */
  Optional<Node> routerFor(Packet packet);
}
