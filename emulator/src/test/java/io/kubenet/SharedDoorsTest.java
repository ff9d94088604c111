package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.finding.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two Services that have one address and port for clients outside. */
class SharedDoorsTest {

  private static String service(String name, String ip, int port, String protocol) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %1$s, labels: {app: %1$s}}
    spec: {containers: [{name: c, image: i, ports: [{containerPort: %3$d, protocol: %4$s}]}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: %1$s}
    spec:
      selector: {app: %1$s}
      externalIPs: ["%2$s"]
      ports: [{port: %3$d, protocol: %4$s}]
    ---
    """
        .formatted(name, ip, port, protocol);
  }

  private static List<String> found(ClusterConfig config, String... services) {
    return KubeNet.load(config, "shop.yaml", String.join("", services)).diagnose().stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void theSecondByNameIsFoundWithTheFirst() {
    assertThat(
            found(
                ClusterConfig.nftables(),
                service("blue", "198.51.100.7", 80, "TCP"),
                service("green", "198.51.100.7", 80, "TCP")))
        .containsExactly(
            "shop.yaml:24: error: Service default/green spec.externalIPs: Service default/blue"
                + " (shop.yaml:6) has TCP 198.51.100.7:80 too: on each node one of the two gets"
                + " what comes there, and chance decides which; give one of them another address"
                + " or port");
  }

  @Test
  void otherPortsAddressesAndProtocolsAreWell() {
    assertThat(
            found(
                ClusterConfig.iptables(),
                service("blue", "198.51.100.7", 80, "TCP"),
                service("green", "198.51.100.7", 81, "TCP"),
                service("red", "198.51.100.8", 80, "TCP"),
                service("grey", "198.51.100.7", 80, "UDP")))
        .isEmpty();
  }

  @Test
  void aBalancersAddressCountsToo() {
    String balanced =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: lb}
        spec: {type: LoadBalancer, selector: {app: blue}, ports: [{port: 80}]}
        status: {loadBalancer: {ingress: [{ip: 198.51.100.7}]}}
        """;

    assertThat(
            found(ClusterConfig.iptables(), service("blue", "198.51.100.7", 80, "TCP"), balanced))
        .singleElement()
        .asString()
        .contains("Service default/lb status.loadBalancer: Service default/blue");
  }
}
