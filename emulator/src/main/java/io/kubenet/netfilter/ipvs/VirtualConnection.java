package io.kubenet.netfilter.ipvs;

import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.ipvs.IdleTimes;

/**
 * A connection of a virtual server.
 *
 * @param client the client's end
 * @param service the virtual server
 * @param server the server that it was given to
 * @param state what it is in
 * @param expiry when it is forgotten, in nanoseconds since the beginning
 */
record VirtualConnection(
    IpPort client, VirtualService service, IpPort server, ConnectionState state, long expiry) {

  /** A connection that begins now, by a packet of the client. */
  static VirtualConnection begun(Packet packet, IpPort server, IdleTimes times, long now) {
    VirtualService service = new VirtualService(packet.protocol(), packet.destinationEnd());
    ConnectionState before =
        switch (packet.protocol()) {
          case TCP -> ConnectionState.NO;
          case SCTP -> ConnectionState.ASSOCIATION;
          default -> ConnectionState.DATAGRAMS;
        };
    return new VirtualConnection(packet.sourceEnd(), service, server, before, now)
        .after(packet, ConnectionState.Sender.CLIENT, times, now);
  }

  /** This connection after a packet. */
  VirtualConnection after(Packet packet, ConnectionState.Sender sender, IdleTimes times, long now) {
    ConnectionState next =
        packet.payload() instanceof TcpSegment segment ? state.after(segment, sender) : state;
    return new VirtualConnection(client, service, server, next, now + next.timeout(times));
  }
}
