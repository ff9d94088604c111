package io.kubenet.kubeproxy.ipvs;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.ipset.IpsetType;
import io.kubenet.ruleset.iptables.match.Side;
import java.util.List;

/** A set that kube-proxy keeps (ipsetInfo of pkg/proxy/ipvs/ipset.go, 1.31 to 1.36). */
enum ServiceSet {
  LOOP_BACK(
      "hash:ip,port,ip", "Kubernetes endpoints dst ip:port, source ip for solving hairpin purpose"),
  CLUSTER_IP("hash:ip,port", "Kubernetes service cluster ip + port for masquerade purpose"),
  EXTERNAL_IP(
      "hash:ip,port", "Kubernetes service external ip + port for masquerade and filter purpose"),
  EXTERNAL_IP_LOCAL(
      "hash:ip,port", "Kubernetes service external ip + port with externalTrafficPolicy=local"),
  LOAD_BALANCER("hash:ip,port", "Kubernetes service lb portal"),
  LOAD_BALANCER_LOCAL(
      "hash:ip,port",
      "Kubernetes service load balancer ip + port with externalTrafficPolicy=local"),
  LOAD_BALANCER_FW(
      "hash:ip,port",
      "Kubernetes service load balancer ip + port for load balancer with sourceRange"),
  LOAD_BALANCER_SOURCE_IP(
      "hash:ip,port,ip",
      "Kubernetes service load balancer ip + port + source IP for packet filter purpose"),
  LOAD_BALANCER_SOURCE_CIDR(
      "hash:ip,port,net",
      "Kubernetes service load balancer ip + port + source cidr for packet filter purpose"),
  NODE_PORT_TCP("bitmap:port", "Kubernetes nodeport TCP port for masquerade purpose"),
  NODE_PORT_LOCAL_TCP(
      "bitmap:port", "Kubernetes nodeport TCP port with externalTrafficPolicy=local"),
  NODE_PORT_UDP("bitmap:port", "Kubernetes nodeport UDP port for masquerade purpose"),
  NODE_PORT_LOCAL_UDP(
      "bitmap:port", "Kubernetes nodeport UDP port with externalTrafficPolicy=local"),
  NODE_PORT_SCTP_HASH(
      "hash:ip,port",
      "Kubernetes nodeport SCTP port for masquerade purpose with type 'hash ip:port'"),
  NODE_PORT_LOCAL_SCTP_HASH(
      "hash:ip,port",
      "Kubernetes nodeport SCTP port with externalTrafficPolicy=local with type 'hash ip:port'"),
  HEALTH_CHECK_NODE_PORT("bitmap:port", "Kubernetes health check node port"),
  IPVS_IPS("hash:ip", "");

  /** The kernel's limit: IPSET_MAXNAMELEN, the end of the text counted. */
  private static final int LONGEST_NAME = 31;

  private final String type;
  private final String comment;

  ServiceSet(String type, String comment) {
    this.type = type;
    this.comment = comment;
  }

  IpsetType type() {
    return IpsetType.of(type);
  }

  /** What rules that ask about it say they are for. */
  String comment() {
    return comment;
  }

  /** Its name: {@code KUBE-CLUSTER-IP}, {@code KUBE-6-CLUSTER-IP}, cut where it is too long. */
  String name(IpFamily family) {
    String prefix = family == IpFamily.IPV4 ? "KUBE-" : "KUBE-6-";
    String whole = prefix + name().replace('_', '-');
    return whole.substring(0, Math.min(whole.length(), LONGEST_NAME));
  }

  /** The sides of a packet that its entries are compared with: {@code dst,dst,src}. */
  List<Side> sides() {
    return switch (type().dimensions().size()) {
      case 1 -> ImmutableList.of(Side.DESTINATION);
      case 2 -> ImmutableList.of(Side.DESTINATION, Side.DESTINATION);
      default -> ImmutableList.of(Side.DESTINATION, Side.DESTINATION, Side.SOURCE);
    };
  }

  /** How it is created. */
  String options(IpFamily family) {
    if (type().method().equals("bitmap")) {
      return "range 0-65535";
    }
    return "family "
        + (family == IpFamily.IPV4 ? "inet" : "inet6")
        + " hashsize 1024 maxelem 65536";
  }
}
