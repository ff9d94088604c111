package io.kubenet.conformance.kernel;

import io.kubenet.jqwik.FlowSpec;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.node.NetworkKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The modelled network, made real: a namespace a node and a pod, one for an external host, and one
 * for the segment that joins them and the gateway that drops.
 */
final class RealCluster implements AutoCloseable {

  private static final String EXTERNAL = "external";
  private static final IpAddress GATEWAY_IPV4 = IpAddress.of("192.168.0.1");
  private static final IpAddress GATEWAY_IPV6 = IpAddress.of("fd00:192::1");

  private final ClusterState state;
  private final NetworkKind network;
  private final String prefix;
  private final Map<String, Namespace> namespaces = new LinkedHashMap<>();
  private final ViaPorts viaPorts;
  private final Servers servers = Servers.start();

  private RealCluster(ClusterState state, NetworkKind network) {
    this.prefix =
        "knt%d-%x-".formatted(ProcessHandle.current().pid(), System.identityHashCode(this));
    this.state = state;
    this.network = network;
    this.viaPorts = new ViaPorts(List.copyOf(state.nodes()));
  }

  /** Builds the nodes and pods of a state; the pods serve the ports that they declare. */
  static RealCluster of(ClusterState state) {
    return of(state, NetworkKind.BRIDGE);
  }

  /** The same in another network. */
  static RealCluster of(ClusterState state, NetworkKind network) {
    RealCluster cluster = new RealCluster(state, network);
    try {
      cluster.build();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** A node; what it does is between the namespace and the one who asks for it. */
  Namespace node(String name) {
    return namespaces.get("node/" + name);
  }

  /** Serves a port of a node itself. */
  void listen(String node, IpPort end, Protocol protocol) {
    servers.listen(node(node), end, protocol);
  }

  /** Starts to make a connection, several times over. */
  void dial(Dialer dialer, FlowSpec flow, int times) {
    boolean isExternal = flow.source().startsWith("external/");
    Namespace from = namespaces.get(isExternal ? EXTERNAL : flow.source());
    for (int i = 0; i < times; i++) {
      int port = flow.via().map(viaPorts::next).orElse(0);
      dialer.dial(new Dialer.Call(from, port, flow.target(), flow.protocol()));
    }
  }

  @Override
  public void close() {
    servers.close();
    namespaces.values().stream().distinct().forEach(Namespace::close);
  }

  private void build() {
    buildSegment();
    state.nodes().forEach(this::buildNode);
    plugIntoSegment(
        make(EXTERNAL, EXTERNAL),
        List.of(IpAddress.of("192.168.0.250"), IpAddress.of("fd00:192::fa")));
    viaPorts.route(namespaces.get(EXTERNAL));
    state.nodes().forEach(this::routeToOtherNodes);
    state.pods().stream().filter(pod -> pod.nodeName().isPresent()).forEach(this::buildPod);
  }

  private Namespace make(String key, String name) {
    Namespace namespace = Namespace.create(prefix + name);
    namespaces.put(key, namespace);
    namespace.sysctl("ipv4/conf/all/rp_filter", "0");
    namespace.sysctl("ipv4/conf/default/rp_filter", "0");
    // No type of ICMP error is limited; 127 is none that a kernel sends.
    namespace.sysctl("ipv4/icmp_ratemask", "0");
    namespace.sysctl("ipv6/icmp/ratemask", "127");
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
    if (!network.hasVeths()) {
      buildBridge(namespace, node);
    }
    namespace.sysctl("ipv4/ip_forward", "1");
    namespace.sysctl("ipv6/conf/all/forwarding", "1");
  }

  private static void buildBridge(Namespace namespace, Node node) {
    namespace.ip("link add cni0 type bridge mcast_snooping 0", "link set cni0 up");
    hurryNeighbours(namespace, "cni0");
    for (Cidr podCidr : node.podCidrs()) {
      namespace.ip(address(podCidr.at(1), podCidr.prefixLength(), "cni0"));
    }
    namespace.sysctl("bridge/bridge-nf-call-iptables", "1");
    namespace.sysctl("bridge/bridge-nf-call-ip6tables", "1");
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
    for (Node other : state.nodes()) {
      if (!other.name().equals(node.name())) {
        other.podCidrs().stream()
            .filter(cidr -> other.internalIp(cidr.family()).isPresent())
            .forEach(
                cidr ->
                    node(node.name())
                        .ip("route add " + cidr + " via " + other.internalIp(cidr.family()).get()));
      }
    }
  }

  private void buildPod(Pod pod) {
    String nodeName = pod.nodeName().orElseThrow();
    String key = "pod/" + pod.name();
    if (pod.isHostNetwork()) {
      namespaces.put(key, node(nodeName));
    } else {
      Node node = state.node(nodeName).orElseThrow();
      Namespace namespace = make(key, "pod" + namespaces.size());
      if (network.hasVeths()) {
        routeFromNode(namespace, node, pod.ips());
      } else {
        plugIntoNode(namespace, node, pod.ips());
      }
    }
    for (IpAddress address : pod.ips()) {
      for (ContainerPort port : pod.ports()) {
        if (port.protocol() != Protocol.SCTP) {
          IpPort end = new IpPort(address, port.number());
          servers.listen(namespaces.get(key), end, port.protocol());
        }
      }
    }
  }

  /** As Calico and aws-node do: the node answers for the pod's router, and routes to the pod. */
  private void routeFromNode(Namespace pod, Node node, List<IpAddress> addresses) {
    Namespace host = node(node.name());
    String veth = "veth" + namespaces.size();
    pod.ip("link add eth0 type veth peer name " + veth + " netns " + host.name());
    host.ip("link set " + veth + " up", "addr add fe80::1/64 dev " + veth + " nodad");
    host.sysctl("ipv4/conf/" + veth + "/proxy_arp", "1");
    host.sysctl("ipv4/neigh/" + veth + "/proxy_delay", "0");
    hurryNeighbours(host, veth);
    pod.ip("link set eth0 up");
    hurryNeighbours(pod, "eth0");
    for (IpAddress address : addresses) {
      int all = address.isIpv4() ? 32 : 128;
      host.ip("route add " + address + "/" + all + " dev " + veth);
      pod.ip(address(address, all, "eth0"));
      if (address.isIpv4()) {
        pod.ip("route add 169.254.1.1 dev eth0", "route add default via 169.254.1.1 dev eth0");
      } else {
        pod.ip("route add default via fe80::1 dev eth0");
      }
    }
  }

  private void plugIntoNode(Namespace namespace, Node node, List<IpAddress> addresses) {
    Namespace bridge = node(node.name());
    String veth = "veth" + namespaces.size();
    namespace.ip("link add eth0 type veth peer name " + veth + " netns " + bridge.name());
    bridge.ip(
        "link set " + veth + " master cni0 up",
        "link set " + veth + " type bridge_slave hairpin on");
    namespace.ip("link set eth0 up");
    hurryNeighbours(namespace, "eth0");
    for (IpAddress address : addresses) {
      Cidr podCidr = node.podCidr(address.family()).orElseThrow();
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
}
