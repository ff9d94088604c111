package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.util.stream.Stream;

/** A KubeProxyConfiguration with every setting that decides rules. */
final class ArbitraryConfiguration {

  private final Draw draw;
  private final ObjectNode configuration = JsonNodeFactory.instance.objectNode();

  private ArbitraryConfiguration(Draw draw) {
    this.draw = draw;
  }

  /**
   * The settings beside apiVersion, kind and mode; nftables mode and iptables mode have their own.
   */
  static ObjectNode of(Draw draw) {
    ArbitraryConfiguration made = new ArbitraryConfiguration(draw);
    made.writeDetectLocal();
    made.writeNodePortAddresses();
    Stream.of("iptables", "nftables").forEach(made::writeMasquerading);
    made.configuration.withObject("/iptables").put("localhostNodePorts", draw.happens(80));
    return made.configuration;
  }

  private void writeDetectLocal() {
    String mode =
        draw.one(
            "ClusterCIDR", "ClusterCIDR", "NodeCIDR", "BridgeInterface", "InterfaceNamePrefix");
    configuration.put("detectLocalMode", mode);
    configuration.put("clusterCIDR", "10.244.0.0/16,fd00:10:244::/48");
    switch (mode) {
      case "BridgeInterface" ->
          configuration.withObject("/detectLocal").put("bridgeInterface", "cni0");
      case "InterfaceNamePrefix" ->
          configuration.withObject("/detectLocal").put("interfaceNamePrefix", "cni");
      default ->
          configuration.put(
              "clusterCIDR",
              draw.one("10.244.0.0/16,fd00:10:244::/48", "10.244.0.0/16", "fd00:10:244::/48", ""));
    }
  }

  private void writeNodePortAddresses() {
    String addresses =
        draw.one(
            "",
            "",
            "primary",
            "192.168.0.0/24",
            "192.168.0.0/24,fd00:192::/64",
            "fd00:192::/64",
            "0.0.0.0/0",
            "0.0.0.0/0,::/0",
            "127.0.0.0/8",
            "127.0.0.0/8,192.168.0.0/24",
            "10.244.0.0/16",
            "203.0.113.0/24");
    if (!addresses.isEmpty()) {
      var list = configuration.withArray("/nodePortAddresses");
      Splitter.on(',').split(addresses).forEach(list::add);
    }
  }

  private void writeMasquerading(String mode) {
    ObjectNode settings = configuration.putObject(mode);
    if (draw.happens(30)) {
      settings.put("masqueradeAll", draw.happens(50)).put("masqueradeBit", draw.one(14, 0, 7, 31));
    }
  }
}
