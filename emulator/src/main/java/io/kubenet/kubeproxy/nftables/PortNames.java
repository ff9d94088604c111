package io.kubenet.kubeproxy.nftables;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortName;

/**
 * The names of the chains and sets of one port in nftables mode (servicePortChainNameBase and
 * servicePortEndpointChainNameBase of kube-proxy 1.36, the same since 1.31).
 *
 * @param identity what is hashed: the port's name and its protocol
 * @param base the hash and what is hashed
 */
record PortNames(String identity, String base) {

  /** Eight base32 digits are five bytes. */
  private static final int HASHED_BYTES = 5;

  /** chainNameBaseLengthMax of kube-proxy 1.36: room for a prefix within the kernel's limit. */
  private static final int LONGEST_BASE = 240;

  static PortNames of(ServicePortName port) {
    String identity = port.service() + "/" + port.protocol().lowerCase() + "/" + port.port();
    return new PortNames(identity, base(identity));
  }

  /** Balances over all endpoints. */
  String cluster() {
    return "service-" + base;
  }

  /** Balances over the node's own endpoints. */
  String local() {
    return "local-" + base;
  }

  /** Takes what is for an address that clients outside the cluster use. */
  String external() {
    return "external-" + base;
  }

  /** Drops what is for a load balancer and comes from elsewhere than its source ranges. */
  String firewall() {
    return "firewall-" + base;
  }

  /** Translates to an endpoint. */
  String endpoint(Endpoint endpoint) {
    return "endpoint-" + base(endpoint);
  }

  /** The set of the clients of an endpoint. */
  String affinity(Endpoint endpoint) {
    return "affinity-" + base(endpoint);
  }

  /** A chain's name can't have a colon, so an IPv6 address has dots instead. */
  private String base(Endpoint endpoint) {
    String address = endpoint.address().address().toString().replace(':', '.');
    return base(identity + "__" + address + "/" + endpoint.address().port());
  }

  private static String base(String identity) {
    byte[] digest = Hashing.sha256().hashString(identity, UTF_8).asBytes();
    String base = BaseEncoding.base32().encode(digest, 0, HASHED_BYTES) + "-" + identity;
    return base.length() > LONGEST_BASE ? base.substring(0, LONGEST_BASE - 3) + "..." : base;
  }
}
