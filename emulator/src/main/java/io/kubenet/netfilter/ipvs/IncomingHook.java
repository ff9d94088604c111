package io.kubenet.netfilter.ipvs;

import io.kubenet.meaning.Role;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.AddressType;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.ruleset.ipvs.RealServer;
import io.kubenet.ruleset.ipvs.VirtualServer;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.Optional;

/**
 * Gives packets for virtual servers to servers (ip_vs_in_hook, ip_vs_schedule and ip_vs_nat_xmit of
 * Linux 6.1, with expire_nodest_conn=1, expire_quiescent_template=1 and conn_reuse_mode=1).
 *
 * @param servers the virtual servers
 * @param hook the hook
 * @param priority its place there
 */
record IncomingHook(VirtualServers servers, Hook hook, long priority) implements BaseChain {

  private static final String TABLE = "ipvs";

  @Override
  public boolean judges(IpFamily family) {
    return true;
  }

  @Override
  public Type type() {
    return Type.FILTER;
  }

  @Override
  public boolean keeps(Object key) {
    return servers.keeps(key);
  }

  @Override
  public Judgement judge(Passage passage) {
    passage.likeness().pinAll();
    Packet packet = passage.packet();
    if (passage.buffer().virtualService().isPresent() || !packet.protocol().hasPorts()) {
      return Judgement.Accepted.ACCEPTED;
    }
    Optional<VirtualServer> server = servers.of(packet);
    if (server.isEmpty() && opens(packet)) {
      return Judgement.Accepted.ACCEPTED;
    }
    VirtualConnections connections =
        passage.recall(
            VirtualConnections.Key.CONNECTIONS, VirtualConnections.class, VirtualConnections::new);
    Optional<VirtualConnection> known = connections.ofClient(packet, passage.now());
    if (known.isPresent()) {
      return goOn(passage, connections, known.get());
    }
    return server.isPresent() && opens(packet)
        ? schedule(passage, connections, server.get())
        : Judgement.Accepted.ACCEPTED;
  }

  /** A SYN, a datagram, or an INIT. */
  private static boolean opens(Packet packet) {
    return !(packet.payload() instanceof TcpSegment segment) || segment.isOpening();
  }

  /** What there is of a connection is given to its server, while that is there. */
  private Judgement goOn(
      Passage passage, VirtualConnections connections, VirtualConnection connection) {
    Packet packet = passage.packet();
    Optional<VirtualServer> virtual = servers.of(packet);
    Optional<RealServer> server = virtual.flatMap(one -> serverOf(connection, one));
    boolean isReopened = packet.protocol() == Protocol.TCP && opens(packet);
    boolean isScheduledAnew =
        server.isEmpty()
            ? opens(packet)
            : isReopened && (connection.state().isOver() || server.get().weight() == 0);
    if (isScheduledAnew) {
      connections.remove(connection);
      return virtual.isPresent()
          ? schedule(passage, connections, virtual.get())
          : Judgement.Accepted.ACCEPTED;
    }
    if (server.isEmpty()) {
      connections.remove(connection);
      return passage.drop(() -> gone(connection));
    }
    connections.put(
        connection.after(
            packet, ConnectionState.Sender.CLIENT, servers.idleTimes(), passage.now()));
    return handOver(passage, virtual.get(), server.get());
  }

  /**
   * The server of a connection. One of TCP that kube-proxy does not want any more stays, with
   * weight 0, as long as it has a connection (graceful_termination.go of pkg/proxy/ipvs, 1.31 to
   * 1.36); others go at once.
   */
  private static Optional<RealServer> serverOf(
      VirtualConnection connection, VirtualServer virtual) {
    return server(virtual, connection.server())
        .or(
            () ->
                virtual.protocol() == Protocol.TCP
                    ? Optional.of(new RealServer(connection.server(), 0))
                    : Optional.empty());
  }

  private static Optional<RealServer> server(VirtualServer virtual, IpPort address) {
    return virtual.servers().stream()
        .filter(server -> server.address().equals(address))
        .findFirst();
  }

  private static RuleRef gone(VirtualConnection connection) {
    VirtualService service = connection.service();
    return new RuleRef(
        TABLE,
        service.protocol() + " " + service.address(),
        1,
        "",
        "server " + connection.server() + " is gone");
  }

  private Judgement schedule(
      Passage passage, VirtualConnections connections, VirtualServer virtual) {
    VirtualService service = new VirtualService(virtual.protocol(), virtual.address());
    Optional<Scheduling.Chosen> chosen =
        kept(passage, connections, virtual)
            .or(() -> new Scheduling(virtual, service, passage, connections).choose());
    if (chosen.isEmpty()) {
      return passage.reject(
          refusal(passage.packet()),
          () -> reference(virtual).withMeaning(virtual.meaning(Role.NO_ENDPOINTS)));
    }
    RealServer server = chosen.get().server();
    keep(passage, connections, virtual, server);
    connections.put(
        VirtualConnection.begun(
            passage.packet(), server.address(), servers.idleTimes(), passage.now()));
    return passage.tell(
        () ->
            new Step.Matched(
                reference(virtual, server),
                server.address().toString(),
                chosen.get().probability()),
        () -> handOver(passage, virtual, server));
  }

  /** The server that the client keeps, as long as it has weight (ip_vs_check_template). */
  private static Optional<Scheduling.Chosen> kept(
      Passage passage, VirtualConnections connections, VirtualServer virtual) {
    if (virtual.scheduling().persistence().isEmpty()) {
      return Optional.empty();
    }
    VirtualService service = new VirtualService(virtual.protocol(), virtual.address());
    return connections
        .kept(passage.packet().source(), service, passage.now())
        .flatMap(address -> server(virtual, address))
        .filter(server -> server.weight() > 0)
        .map(server -> new Scheduling.Chosen(server, Optional.empty()));
  }

  private static void keep(
      Passage passage, VirtualConnections connections, VirtualServer virtual, RealServer server) {
    IpAddress client = passage.packet().source();
    VirtualService service = new VirtualService(virtual.protocol(), virtual.address());
    virtual
        .scheduling()
        .persistence()
        .ifPresent(
            seconds ->
                connections.keep(
                    client, service, server.address(), passage.now() + seconds * 1_000_000_000L));
  }

  /**
   * Translates the packet. One for another host is sent on as if this host had made it; one for the
   * host itself goes up (ip_vs_nat_send_or_cont).
   */
  private static Judgement handOver(Passage passage, VirtualServer virtual, RealServer server) {
    Packet before = passage.packet();
    IpPort to = server.address();
    passage.expectRepliesFrom(to);
    passage.rewriteFor(
        new VirtualService(virtual.protocol(), virtual.address()),
        before.withDestination(to.address(), to.port()));
    passage.record(
        () ->
            new Step.Translated(Optional.of(reference(virtual, server)), before, passage.packet()));
    return passage.host().typeOf(to.address()) == AddressType.LOCAL
        ? Judgement.Accepted.ACCEPTED
        : Judgement.SentOn.SENT_ON;
  }

  private static RejectWith refusal(Packet packet) {
    return packet.family() == IpFamily.IPV4
        ? RejectWith.ICMP_PORT_UNREACHABLE
        : RejectWith.ICMP6_PORT_UNREACHABLE;
  }

  /** The virtual server is the first line of its listing, its servers are the others. */
  private static RuleRef reference(VirtualServer virtual) {
    return new RuleRef(TABLE, virtual.toString(), 1, virtual.comment(), virtual.serviceText());
  }

  private static RuleRef reference(VirtualServer virtual, RealServer server) {
    return new RuleRef(
        TABLE,
        virtual.toString(),
        virtual.servers().indexOf(server) + 2,
        virtual.comment(),
        virtual.serverText(server),
        virtual.meaning(Role.BALANCE));
  }
}
