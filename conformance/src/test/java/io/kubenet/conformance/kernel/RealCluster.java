package io.kubenet.conformance.kernel;

import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modelled network, made real: a namespace a node and a pod, one for an external host, and one
 * for the segment that joins them and the gateway that drops.
 */
final class RealCluster implements AutoCloseable {

  static final IpAddress EXTERNAL_IPV4 = IpAddress.of("192.168.0.250");
  static final IpAddress EXTERNAL_IPV6 = IpAddress.of("fd00:192::fa");

  private static final IpAddress GATEWAY_IPV4 = IpAddress.of("192.168.0.1");
  private static final IpAddress GATEWAY_IPV6 = IpAddress.of("fd00:192::1");

  private final ClusterState state;
  private final String prefix = "knt" + ProcessHandle.current().pid() + "-";
  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
  private final Servers servers = Servers.start();

  private RealCluster(ClusterState state) {
    this.state = state;
  }

  /** Builds the nodes and pods of a state; the pods serve the ports that they declare. */
  static RealCluster of(ClusterState state) {
    RealCluster cluster = new RealCluster(state);
    try {
      cluster.build();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Loads a node's rules: iptables-save text of one family. */
  void loadIptables(String node, IpFamily family, String rules) {
    String restore = family == IpFamily.IPV4 ? "iptables-restore" : "ip6tables-restore";
    namespaces.get("node/" + node).run(rules, restore);
  }

  /** Loads a node's rules: an nftables script. */
  void loadNftables(String node, String script) {
    namespaces.get("node/" + node).run(script, "nft", "-f", "-");
  }

  /** Sets a value below /proc/sys/net of a node. */
  void sysctl(String node, String key, String value) {
    namespaces.get("node/" + node).sysctl(key, value);
  }

  /** Makes each connection that many times, all at once, and tells how each ended. */
  List<List<RealOutcome>> connect(List<Probe> probes, int times) {
    try {
      Dialer dialer = new Dialer();
      for (Probe probe : probes) {
        route(probe);
        for (int i = 0; i < times; i++) {
          dialer.dial(namespaces.get(host(probe)), probe.target(), probe.protocol());
        }
      }
      List<RealOutcome> outcomes = dialer.outcomes();
      List<List<RealOutcome>> byProbe = new ArrayList<>();
      for (int i = 0; i < probes.size(); i++) {
        byProbe.add(outcomes.subList(i * times, (i + 1) * times));
      }
      return byProbe;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    servers.close();
    namespaces.values().forEach(Namespace::close);
  }

  private void build() {
    buildSegment();
    state.nodes().forEach(this::buildNode);
    buildExternal();
    state.nodes().forEach(this::routeToOtherNodes);
    state.pods().stream().filter(pod -> pod.nodeName().isPresent()).forEach(this::buildPod);
  }

  private Namespace make(String key, String name) {
    Namespace namespace = Namespace.create(prefix + name);
    namespaces.put(key, namespace);
    namespace.sysctl("ipv4/icmp_ratelimit", "0");
    namespace.sysctl("ipv6/icmp/ratelimit", "0");
    namespace.sysctl("ipv6/conf/default/accept_dad", "0");
    namespace.sysctl("ipv6/conf/default/dad_transmits", "0");
    return namespace;
  }

  private void buildSegment() {
    Namespace segment = make("segment", "segment");
    // The gateway takes packets and forwards none: ip_forward stays 0.
    segment.ip(
        "link add seg0 type bridge mcast_snooping 0",
        "link set seg0 up",
        address(GATEWAY_IPV4, 24, "seg0"));
    segment.ip(address(GATEWAY_IPV6, 64, "seg0"));
  }

  private void buildNode(Node node) {
    Namespace namespace = make("node/" + node.name(), node.name());
    plugIntoSegment(namespace, node.internalIps());
    namespace.ip("link add cni0 type bridge mcast_snooping 0", "link set cni0 up");
    hurryNeighbours(namespace, "cni0");
    for (Cidr podCidr : node.podCidrs()) {
      namespace.ip(address(podCidr.at(1), podCidr.prefixLength(), "cni0"));
    }
    namespace.sysctl("ipv4/ip_forward", "1");
    namespace.sysctl("ipv6/conf/all/forwarding", "1");
    namespace.sysctl("bridge/bridge-nf-call-iptables", "1");
    namespace.sysctl("bridge/bridge-nf-call-ip6tables", "1");
  }

  private void buildExternal() {
    Namespace external = make("external", "external");
    List<IpAddress> addresses = List.of(EXTERNAL_IPV4, EXTERNAL_IPV6);
    plugIntoSegment(external, addresses);
  }

  private void plugIntoSegment(Namespace namespace, List<IpAddress> addresses) {
    Namespace segment = namespaces.get("segment");
    String port = "p" + namespaces.size();
    namespace.ip("link add eth0 type veth peer name " + port + " netns " + segment.name());
    segment.ip("link set " + port + " master seg0 up");
    namespace.ip("link set eth0 up");
    hurryNeighbours(namespace, "eth0");
    for (IpAddress address : addresses) {
      namespace.ip(
          address(address, address.isIpv4() ? 24 : 64, "eth0"),
          "route add default via " + (address.isIpv4() ? GATEWAY_IPV4 : GATEWAY_IPV6));
    }
  }

  private void routeToOtherNodes(Node node) {
    Namespace namespace = namespaces.get("node/" + node.name());
    for (Node other : state.nodes()) {
      if (!other.name().equals(node.name())) {
        other.podCidrs().stream()
            .filter(cidr -> other.internalIp(cidr.family()).isPresent())
            .forEach(
                cidr ->
                    namespace.ip(
                        "route add " + cidr + " via " + other.internalIp(cidr.family()).get()));
      }
    }
  }

  private void buildPod(Pod pod) {
    Namespace node = namespaces.get("node/" + pod.nodeName().orElseThrow());
    String key = "pod/" + pod.name();
    if (pod.isHostNetwork()) {
      namespaces.put(key, node);
    } else {
      plugIntoNode(make(key, "pod" + namespaces.size()), node, pod);
    }
    for (IpAddress address : pod.ips()) {
      for (ContainerPort port : pod.ports()) {
        if (port.protocol() != Protocol.SCTP) {
          servers.listen(
              namespaces.get(key), address, port.protocol(), port.number(), pod.name().toString());
        }
      }
    }
  }

  private void plugIntoNode(Namespace namespace, Namespace node, Pod pod) {
    String veth = "veth" + namespaces.size();
    namespace.ip("link add eth0 type veth peer name " + veth + " netns " + node.name());
    node.ip(
        "link set " + veth + " master cni0 up",
        "link set " + veth + " type bridge_slave hairpin on");
    namespace.ip("link set eth0 up");
    hurryNeighbours(namespace, "eth0");
    for (IpAddress address : pod.ips()) {
      Cidr podCidr =
          state
              .node(pod.nodeName().orElseThrow())
              .orElseThrow()
              .podCidr(address.family())
              .orElseThrow();
      namespace.ip(
          address(address, podCidr.prefixLength(), "eth0"),
          "route add default via " + podCidr.at(1));
    }
  }

  /** Lets an address that nobody has be known as such within the dialer's patience. */
  private static void hurryNeighbours(Namespace namespace, String device) {
    for (String family : List.of("ipv4", "ipv6")) {
      namespace.sysctl(family + "/neigh/" + device + "/retrans_time_ms", "50");
    }
  }

  private static String address(IpAddress address, int prefixLength, String device) {
    // Without nodad an IPv6 address is of no use for its first seconds.
    String flags = address.isIpv6() ? " nodad" : "";
    return "addr add " + address + "/" + prefixLength + " dev " + device + flags;
  }

  private String host(Probe probe) {
    return probe.source().startsWith("external/") ? "external" : probe.source();
  }

  private void route(Probe probe) {
    if (probe.via().isEmpty()) {
      return;
    }
    IpAddress target = probe.target().address();
    Node via = state.node(probe.via().get()).orElseThrow();
    namespaces
        .get("external")
        .ip("route replace " + target + " via " + via.internalIp(target.family()).orElseThrow());
  }
}
