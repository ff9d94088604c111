package io.kubenet.kubeproxy.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortName;

/**
 * The names of the chains of one port (portProtoHash and servicePortEndpointChainName of
 * kube-proxy's iptables mode, the same in all versions).
 *
 * @param identity what is hashed: the port's name and its protocol
 * @param hash the hash
 */
record ChainNames(String identity, String hash) {

  /** Sixteen base32 digits are ten bytes. */
  private static final int HASHED_BYTES = 10;

  static ChainNames of(ServicePortName port) {
    String identity = port + port.protocol().lowerCase();
    return new ChainNames(identity, hash(identity));
  }

  /** Balances over all endpoints. */
  String cluster() {
    return "KUBE-SVC-" + hash;
  }

  /** Balances over the node's own endpoints. */
  String local() {
    return "KUBE-SVL-" + hash;
  }

  /** Takes what is for an address that clients outside the cluster use. */
  String external() {
    return "KUBE-EXT-" + hash;
  }

  /** Takes what is for a load balancer. */
  String firewall() {
    return "KUBE-FW-" + hash;
  }

  /** Balances over the node's own endpoints in 1.23. */
  String externalLocal() {
    return "KUBE-XLB-" + hash;
  }

  /** Translates to an endpoint. */
  String endpoint(Endpoint endpoint) {
    return "KUBE-SEP-" + hash(identity + endpoint.text());
  }

  private static String hash(String text) {
    byte[] digest = Hashing.sha256().hashString(text, UTF_8).asBytes();
    return BaseEncoding.base32().encode(digest, 0, HASHED_BYTES);
  }
}
