package io.kubenet.netfilter.ipvs;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.trace.Step;
import java.util.Optional;

/**
 * Gives what servers answer the address of the virtual server (ip_vs_out_hook and ip_vs_out_icmp of
 * Linux 6.1).
 *
 * @param servers the virtual servers
 * @param hook the hook
 * @param priority its place there
 */
record ReturningHook(VirtualServers servers, Hook hook, long priority) implements BaseChain {

  @Override
  public boolean judges(IpFamily family) {
    return true;
  }

  @Override
  public Type type() {
    return Type.FILTER;
  }

  @Override
  public Judgement judge(Passage passage) {
    passage.likeness().pinAll();
    if (passage.buffer().virtualService().isEmpty()) {
      if (passage.packet().payload() instanceof IcmpMessage message) {
        message.about().ifPresent(about -> translateError(passage, message, about));
      } else {
        translate(passage);
      }
    }
    return Judgement.Accepted.ACCEPTED;
  }

  private static VirtualConnections connections(Passage passage) {
    return passage.recall(
        VirtualConnections.Key.CONNECTIONS, VirtualConnections.class, VirtualConnections::new);
  }

  private void translate(Passage passage) {
    Packet packet = passage.packet();
    VirtualConnections connections = connections(passage);
    Optional<VirtualConnection> known =
        connections.ofServer(
            packet.protocol(), packet.sourceEnd(), packet.destinationEnd(), passage.now());
    if (known.isEmpty()) {
      return;
    }
    VirtualConnection connection = known.get();
    connections.put(
        connection.after(
            packet, ConnectionState.Sender.SERVER, servers.idleTimes(), passage.now()));
    IpPort service = connection.service().address();
    passage.rewriteFor(connection.service(), packet.withSource(service.address(), service.port()));
    passage.record(
        () ->
            new Step.Translated(
                Optional.of(servers.reference(connection.service())), packet, passage.packet()));
  }

  /** An error about a packet to a server is about one to the virtual server. */
  private static void translateError(Passage passage, IcmpMessage error, Packet about) {
    connections(passage)
        .ofServer(about.protocol(), about.destinationEnd(), about.sourceEnd(), passage.now())
        .ifPresent(connection -> translateError(passage, error, connection));
  }

  private static void translateError(
      Passage passage, IcmpMessage error, VirtualConnection connection) {
    Packet about =
        error
            .about()
            .orElseThrow()
            .withDestination(
                connection.service().address().address(), connection.service().address().port());
    passage.rewriteFor(
        connection.service(),
        passage
            .packet()
            .withSource(connection.service().address().address(), 0)
            .withPayload(IcmpMessage.error(error.type(), error.code(), about)));
  }

  @Override
  public boolean keeps(Object key) {
    return servers.keeps(key);
  }
}
