package io.kubenet.netfilter.ipvs;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.VirtualService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The connections of all virtual servers of a host, and which client keeps which server. */
final class VirtualConnections implements Memory<VirtualConnections> {

  /** What it is kept under. */
  enum Key {
    CONNECTIONS
  }

  private static final long NANOS_OF_SECOND = 1_000_000_000L;

  /** How long a template is kept on each time that a connection of it still lives. */
  private static final long PROLONGED = 60 * NANOS_OF_SECOND;

  private record Ends(Protocol protocol, IpPort client, IpPort other) {}

  private record Persistent(IpAddress client, VirtualService service) {}

  private record Template(IpPort server, long expiry) {}

  private final Map<Ends, VirtualConnection> byService = new LinkedHashMap<>();
  private final Map<Ends, Ends> byServer = new LinkedHashMap<>();
  private final Map<Persistent, Template> templates = new LinkedHashMap<>();

  @Override
  public VirtualConnections copy() {
    VirtualConnections copy = new VirtualConnections();
    copy.byService.putAll(byService);
    copy.byServer.putAll(byServer);
    copy.templates.putAll(templates);
    return copy;
  }

  /** The connection that a packet of a client is of. */
  Optional<VirtualConnection> ofClient(Packet packet, long now) {
    return alive(new Ends(packet.protocol(), packet.sourceEnd(), packet.destinationEnd()), now);
  }

  /** The connection whose server sent a packet, or that a packet to the server is of. */
  Optional<VirtualConnection> ofServer(Protocol protocol, IpPort server, IpPort client, long now) {
    return Optional.ofNullable(byServer.get(new Ends(protocol, client, server)))
        .flatMap(ends -> alive(ends, now));
  }

  private Optional<VirtualConnection> alive(Ends ends, long now) {
    return Optional.ofNullable(byService.get(ends)).filter(connection -> connection.expiry() > now);
  }

  void put(VirtualConnection connection) {
    Ends ends = ends(connection);
    byService.put(ends, connection);
    byServer.put(ofServer(connection), ends);
  }

  void remove(VirtualConnection connection) {
    byService.remove(ends(connection));
    byServer.remove(ofServer(connection));
  }

  private static Ends ends(VirtualConnection connection) {
    VirtualService service = connection.service();
    return new Ends(service.protocol(), connection.client(), service.address());
  }

  private static Ends ofServer(VirtualConnection connection) {
    return new Ends(connection.service().protocol(), connection.client(), connection.server());
  }

  /** How many established connections of a virtual server a server has. */
  long active(VirtualService service, IpPort server, long now) {
    return living(service, server, now).filter(connection -> connection.state().isActive()).count();
  }

  /** How many connections of a virtual server a server has. */
  long total(VirtualService service, IpPort server, long now) {
    return living(service, server, now).count();
  }

  private Stream<VirtualConnection> living(VirtualService service, IpPort server, long now) {
    return byService.values().stream()
        .filter(connection -> connection.service().equals(service))
        .filter(connection -> connection.server().equals(server) && connection.expiry() > now);
  }

  /** The server that a client keeps at a virtual server. */
  Optional<IpPort> kept(IpAddress client, VirtualService service, long now) {
    return Optional.ofNullable(templates.get(new Persistent(client, service)))
        .filter(template -> end(client, service, template) > now)
        .map(Template::server);
  }

  /**
   * A template outlives its time as long as a connection of it lives, a minute at a time
   * (ip_vs_conn_expire).
   */
  private long end(IpAddress client, VirtualService service, Template template) {
    long last =
        living(service, template.server(), template.expiry())
            .filter(connection -> connection.client().address().equals(client))
            .mapToLong(VirtualConnection::expiry)
            .max()
            .orElse(template.expiry());
    long rest = last - template.expiry();
    return template.expiry() + (rest + PROLONGED - 1) / PROLONGED * PROLONGED;
  }

  void keep(IpAddress client, VirtualService service, IpPort server, long expiry) {
    templates.put(new Persistent(client, service), new Template(server, expiry));
  }

  void release(IpAddress client, VirtualService service) {
    templates.remove(new Persistent(client, service));
  }
}
