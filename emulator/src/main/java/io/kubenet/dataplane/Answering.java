package io.kubenet.dataplane;

import java.util.Optional;

/** How the host that a packet arrived at answers it. */
@FunctionalInterface
interface Answering {

  /** Nobody answers what only acknowledges, nor a RST. */
  Answering NEVER = arrived -> Optional.empty();

  Optional<Answers> to(Ending.Arrived arrived);
}
