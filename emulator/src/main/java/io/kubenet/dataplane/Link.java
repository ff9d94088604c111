package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import java.util.Optional;

/** A layer-2 network. */
interface Link {

  /** Who answers for an address here, to ARP or neighbour discovery. */
  Optional<Host> neighbour(IpAddress address);

  /** Carries a frame to whom it is for. */
  default Next pass(Frame frame, Journey journey) {
    return frame.to().receive(frame, journey);
  }
}
