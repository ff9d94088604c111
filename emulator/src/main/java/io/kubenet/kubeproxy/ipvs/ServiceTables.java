package io.kubenet.kubeproxy.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.ipset.IpsetEntry;
import io.kubenet.ruleset.ipvs.RealServer;
import io.kubenet.ruleset.ipvs.Scheduler;
import io.kubenet.ruleset.ipvs.VirtualServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a node needs for all ports of Services: entries of sets, virtual servers, addresses, and
 * rules for load balancers that leave the node itself out (syncProxyRules and syncEndpoint of
 * pkg/proxy/ipvs/proxier.go, 1.31 to 1.36).
 *
 * <p>kube-proxy goes through maps; here everything is in the order of its text.
 */
final class ServiceTables {

  private static final Comparator<VirtualServer> BY_TEXT =
      Comparator.comparing((VirtualServer server) -> server.address().address().toString())
          .thenComparing(server -> server.address().port())
          .thenComparing(VirtualServer::protocol);

  private final ProxiedNode node;
  private final List<IpAddress> nodeIps;
  private final Map<ServiceSet, Map<String, IpsetEntry>> entries = new EnumMap<>(ServiceSet.class);
  private final TreeSet<VirtualServer> virtualServers = new TreeSet<>(BY_TEXT);
  private final TreeMap<String, IpAddress> bound = new TreeMap<>();
  private final List<RestoreRule> outFilter = new ArrayList<>();

  private ServiceTables(ProxiedNode node, List<IpAddress> nodeIps) {
    this.node = node;
    this.nodeIps = nodeIps;
    for (ServiceSet set : ServiceSet.values()) {
      entries.put(set, new TreeMap<>());
    }
  }

  static ServiceTables of(ProxiedNode node, ServicePortMap services) {
    List<ServicePortMap.Entry> all = services.entries();
    boolean hasNodePort = all.stream().anyMatch(entry -> entry.info().nodePort() != 0);
    ServiceTables tables =
        new ServiceTables(node, hasNodePort ? nodeIps(node) : ImmutableList.of());
    List<ProxiedPort> ports = node.ports(all);
    for (int i = 0; i < all.size(); i++) {
      tables.add(ports.get(i), all.get(i).endpoints());
    }
    tables.bound.values().forEach(address -> tables.enter(ServiceSet.IPVS_IPS, "" + address));
    return tables;
  }

  /** Loopback addresses never have virtual servers. */
  private static List<IpAddress> nodeIps(ProxiedNode node) {
    return node.config().nodePorts().matching(node.node(), node.family()).stream()
        .filter(address -> !address.isLoopback())
        .collect(ImmutableList.toImmutableList());
  }

  private void add(ProxiedPort port, List<Endpoint> endpoints) {
    ServicePortInfo info = port.info();
    endpoints.stream()
        .filter(endpoint -> endpoint.isOn(node.node().name()))
        .forEach(endpoint -> enter(ServiceSet.LOOP_BACK, looped(info.protocol(), endpoint)));
    enter(ServiceSet.CLUSTER_IP, entry(info.clusterIp(), info));
    serve(info.clusterIp(), info, servers(port, info.isInternalPolicyLocal()));
    bound.put(info.clusterIp().toString(), info.clusterIp());
    info.externalIps().forEach(address -> addExternalIp(address, port));
    info.loadBalancerVips().forEach(address -> addLoadBalancer(address, port));
    if (info.nodePort() == 0 || !nodeIps.isEmpty()) {
      addNodePort(port);
    }
  }

  private static String looped(Protocol protocol, Endpoint endpoint) {
    IpAddress address = endpoint.address().address();
    return entry(address, protocol, endpoint.address().port()) + "," + address;
  }

  private void addExternalIp(IpAddress address, ProxiedPort port) {
    ServicePortInfo info = port.info();
    enter(
        info.isExternalPolicyLocal() ? ServiceSet.EXTERNAL_IP_LOCAL : ServiceSet.EXTERNAL_IP,
        entry(address, info));
    serve(address, info, servers(port, info.isExternalPolicyLocal()));
    bind(address);
  }

  private void addLoadBalancer(IpAddress address, ProxiedPort port) {
    ServicePortInfo info = port.info();
    enter(ServiceSet.LOAD_BALANCER, entry(address, info));
    if (info.isExternalPolicyLocal()) {
      enter(ServiceSet.LOAD_BALANCER_LOCAL, entry(address, info));
    }
    if (!info.sourceRanges().isEmpty()) {
      guard(address, port);
    }
    serve(address, info, servers(port, info.isExternalPolicyLocal()));
    bind(address);
  }

  /** Lets in what source ranges hold, and the node's own traffic if they hold the node. */
  private void guard(IpAddress address, ProxiedPort port) {
    ServicePortInfo info = port.info();
    enter(ServiceSet.LOAD_BALANCER_FW, entry(address, info));
    for (Cidr range : info.sourceRanges()) {
      enter(ServiceSet.LOAD_BALANCER_SOURCE_CIDR, entry(address, info) + "," + block(range));
    }
    if (port.admitsNode()) {
      enter(ServiceSet.LOAD_BALANCER_SOURCE_IP, entry(address, info) + "," + address);
    } else {
      outFilter.add(
          RestoreRule.in(IpvsChains.OUT_FILTER)
              .fromItselfTo(address, info.protocol(), info.port())
              .drop());
    }
  }

  private static String block(Cidr cidr) {
    return cidr.address() + "/" + cidr.prefixLength();
  }

  private void addNodePort(ProxiedPort port) {
    ServicePortInfo info = port.info();
    if (info.nodePort() != 0) {
      enterNodePort(info);
      List<RealServer> servers = servers(port, info.isExternalPolicyLocal());
      nodeIps.forEach(address -> serve(new IpPort(address, info.nodePort()), info, servers));
    }
    if (info.healthCheckNodePort() != 0) {
      enter(ServiceSet.HEALTH_CHECK_NODE_PORT, "" + info.healthCheckNodePort());
    }
  }

  private void enterNodePort(ServicePortInfo info) {
    Stream<String> whole =
        info.protocol() == Protocol.SCTP
            ? nodeIps.stream().map(ip -> entry(ip, info.protocol(), info.nodePort()))
            : Stream.of("" + info.nodePort());
    whole.forEach(
        entry -> {
          enter(nodePorts(info.protocol()), entry);
          if (info.isExternalPolicyLocal()) {
            enter(localNodePorts(info.protocol()), entry);
          }
        });
  }

  private static ServiceSet nodePorts(Protocol protocol) {
    return switch (protocol) {
      case TCP -> ServiceSet.NODE_PORT_TCP;
      case UDP -> ServiceSet.NODE_PORT_UDP;
      default -> ServiceSet.NODE_PORT_SCTP_HASH;
    };
  }

  private static ServiceSet localNodePorts(Protocol protocol) {
    return switch (protocol) {
      case TCP -> ServiceSet.NODE_PORT_LOCAL_TCP;
      case UDP -> ServiceSet.NODE_PORT_LOCAL_UDP;
      default -> ServiceSet.NODE_PORT_LOCAL_SCTP_HASH;
    };
  }

  /** Local policies fall back on all endpoints, unlike those of the other modes. */
  private static List<RealServer> servers(ProxiedPort port, boolean isLocal) {
    List<Endpoint> local = port.endpoints().local();
    List<Endpoint> chosen = isLocal && !local.isEmpty() ? local : port.endpoints().cluster();
    return chosen.stream()
        .map(endpoint -> new RealServer(endpoint.address(), 1))
        .collect(ImmutableList.toImmutableList());
  }

  private void serve(IpAddress address, ServicePortInfo info, List<RealServer> servers) {
    serve(new IpPort(address, info.port()), info, servers);
  }

  private void serve(IpPort address, ServicePortInfo info, List<RealServer> servers) {
    Scheduler scheduler = node.config().ipvs().scheduler();
    virtualServers.add(
        new VirtualServer(
            info.protocol(),
            address,
            new VirtualServer.Scheduling(
                scheduler, scheduler == Scheduler.MH, info.affinityTimeoutSeconds()),
            Optional.of(info.name().asPort()),
            servers));
  }

  /** An address that another interface of the node has is not bound again. */
  private void bind(IpAddress address) {
    boolean isOwn =
        node.node().internalIps().contains(address)
            || node.node().podCidrs().stream().anyMatch(cidr -> cidr.at(1).equals(address));
    if (!isOwn) {
      bound.put(address.toString(), address);
    }
  }

  private static String entry(IpAddress address, ServicePortInfo info) {
    return entry(address, info.protocol(), info.port());
  }

  private static String entry(IpAddress address, Protocol protocol, int port) {
    return address + "," + protocol.lowerCase() + ":" + port;
  }

  private void enter(ServiceSet set, String entry) {
    entries.get(set).put(entry, IpsetEntry.of(set.type(), entry));
  }

  boolean isEmpty(ServiceSet set) {
    return entries.get(set).isEmpty();
  }

  /** All sets, by name; those without entries are there too. */
  List<Ipset> ipsets() {
    return entries.entrySet().stream()
        .map(set -> ipset(set.getKey(), set.getValue()))
        .sorted(Comparator.comparing(Ipset::name))
        .collect(ImmutableList.toImmutableList());
  }

  private Ipset ipset(ServiceSet set, Map<String, IpsetEntry> filled) {
    return new Ipset(
        set.name(node.family()),
        set.type(),
        set.options(node.family()),
        ImmutableList.copyOf(filled.values()));
  }

  List<VirtualServer> virtualServers() {
    return ImmutableList.copyOf(virtualServers);
  }

  /** The addresses that the dummy interface has. */
  List<IpAddress> addresses() {
    return ImmutableList.copyOf(bound.values());
  }

  /** Rules that keep the node itself from load balancers. */
  List<RestoreRule> outFilter() {
    return ImmutableList.copyOf(outFilter);
  }
}
