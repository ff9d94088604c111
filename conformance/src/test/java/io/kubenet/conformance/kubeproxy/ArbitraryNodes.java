package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.net.IpFamily;
import java.util.List;

/** Three nodes, in one of two zones or in none. */
final class ArbitraryNodes {

  private static final String ZONE = "topology.kubernetes.io/zone";

  private final Draw draw;
  private final List<IpFamily> families;

  ArbitraryNodes(Draw draw, List<IpFamily> families) {
    this.draw = draw;
    this.families = families;
  }

  ApiObject node(int number) {
    ApiObject node = ApiObject.of("v1", "Node", "", "node" + number);
    node.withLabel("kubernetes.io/hostname", "node" + number);
    if (draw.happens(70)) {
      node.withLabel(ZONE, draw.one("a", "b"));
    }
    ArrayNode cidrs = node.json().putObject("spec").putArray("podCIDRs");
    ObjectNode status = node.json().putObject("status");
    ArrayNode addresses = status.putArray("addresses");
    for (IpFamily family : families) {
      cidrs.add(podCidr(family, number));
      addresses.addObject().put("type", "InternalIP").put("address", address(family, number));
    }
    node.json().withObject("/spec").put("podCIDR", cidrs.get(0).asText());
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    return node;
  }

  static ApiObject withoutZone(ApiObject node) {
    return node.withoutLabel(ZONE);
  }

  static String address(IpFamily family, int number) {
    return (family == IpFamily.IPV4 ? "192.168.0.1" : "fd00:192::1") + number;
  }

  private static String podCidr(IpFamily family, int number) {
    return family == IpFamily.IPV4
        ? "10.244." + number + ".0/24"
        : "fd00:10:244:" + number + "::/64";
  }

  /** The address of a pod of a node: of so many as fit into a /24. */
  static String podIp(IpFamily family, int node, int place) {
    return family == IpFamily.IPV4
        ? "10.244." + node + "." + (10 + place)
        : "fd00:10:244:" + node + "::" + (10 + place);
  }
}
