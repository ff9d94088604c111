package io.kubenet.netfilter.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.ipvs.IdleTimes;
import io.kubenet.ruleset.ipvs.VirtualServer;
import io.kubenet.trace.RuleRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The virtual servers of a host, and the hooks where ip_vs waits for their packets. */
public final class VirtualServers {

  private final Map<VirtualService, VirtualServer> servers = new LinkedHashMap<>();

  private final IdleTimes idleTimes;

  private VirtualServers(List<VirtualServer> all, IdleTimes idleTimes) {
    this.idleTimes = idleTimes;
    all.forEach(
        server -> servers.put(new VirtualService(server.protocol(), server.address()), server));
  }

  /** The hooks of ip_vs (ip_vs_ops4 of Linux 6.1); none for a host without virtual servers. */
  public static List<BaseChain> compile(List<VirtualServer> all, IdleTimes idleTimes) {
    if (all.isEmpty()) {
      return ImmutableList.of();
    }
    VirtualServers servers = new VirtualServers(all, idleTimes);
    return ImmutableList.of(
        new ReturningHook(servers, Hook.INPUT, 98),
        new IncomingHook(servers, Hook.INPUT, 99),
        new ReturningHook(servers, Hook.OUTPUT, -99),
        new IncomingHook(servers, Hook.OUTPUT, -98),
        new ReturningHook(servers, Hook.FORWARD, 100));
  }

  /** How long connections are kept that are idle. */
  IdleTimes idleTimes() {
    return idleTimes;
  }

  /** The virtual server that a packet is for. */
  Optional<VirtualServer> of(Packet packet) {
    return Optional.ofNullable(
        servers.get(new VirtualService(packet.protocol(), packet.destinationEnd())));
  }

  /** A virtual server as a listing shows it; it may be gone. */
  RuleRef reference(VirtualService service) {
    VirtualServer server = servers.get(service);
    String name = service.protocol() + " " + service.address();
    return server == null
        ? new RuleRef("ipvs", name, 1, "", "")
        : new RuleRef("ipvs", name, 1, server.comment(), server.serviceText());
  }

  /** Whether what is kept under a key is still needed. */
  boolean keeps(Object key) {
    return key == VirtualConnections.Key.CONNECTIONS
        || (key instanceof ServerList.Key list && servers.containsKey(list.service()));
  }
}
