package io.kubenet.trace;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Packet;
import java.util.List;

/**
 * The way of one packet.
 *
 * @param packet the packet as it was sent
 * @param hops the hosts that it passed, in order
 */
public record Trace(Packet packet, List<Hop> hops) {

  public Trace {
    hops = ImmutableList.copyOf(hops);
  }
}
