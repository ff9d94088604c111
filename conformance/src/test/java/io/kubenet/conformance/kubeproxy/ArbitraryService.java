package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.net.IpFamily;
import java.util.List;

/**
 * A Service of a kind that kube-proxy tells from others. Its name, addresses and node ports follow
 * from its number, so that no two share one: of such kube-proxy takes any.
 */
final class ArbitraryService {

  private static final String PROXY_NAME = "service.kubernetes.io/service-proxy-name";

  private final Draw draw;
  private final int number;
  private final List<IpFamily> families;
  private final ApiObject service;
  private final ObjectNode spec;

  private ArbitraryService(Draw draw, int number, List<IpFamily> families) {
    this.draw = draw;
    this.number = number;
    this.families = families;
    this.service =
        ApiObject.of("v1", "Service", number % 2 == 0 ? "shop" : "default", name(number));
    this.spec = service.json().putObject("spec");
  }

  /** One whose chains' names are cut off is among them. */
  private static String name(int number) {
    return number == 4 ? "a-" + "long-name-".repeat(5) + number : "svc-" + number;
  }

  /** A Service of a cluster of these families. */
  static ApiObject of(Draw draw, int number, List<IpFamily> families) {
    ArbitraryService made = new ArbitraryService(draw, number, own(draw, families));
    if (draw.happens(5)) {
      made.spec.put("type", "ExternalName").put("externalName", "example.org");
    } else {
      made.write(draw.one("ClusterIP", "NodePort", "LoadBalancer", "LoadBalancer"));
    }
    return made.service;
  }

  private static List<IpFamily> own(Draw draw, List<IpFamily> families) {
    return families.size() == 1
        ? families
        : draw.one(
            families,
            List.of(IpFamily.IPV6, IpFamily.IPV4),
            List.of(IpFamily.IPV4),
            List.of(IpFamily.IPV6));
  }

  private void write(String type) {
    spec.put("type", type);
    if (draw.happens(4)) {
      service.withLabel(PROXY_NAME, "another");
    }
    writeAddresses(spec, 100 + number, families);
    boolean isBalanced = type.equals("LoadBalancer");
    boolean hasNodePorts = !type.equals("ClusterIP") && !(isBalanced && draw.happens(20));
    if (isBalanced) {
      spec.put("allocateLoadBalancerNodePorts", hasNodePorts);
    }
    boolean hasExternalIps = draw.happens(30);
    if (hasExternalIps) {
      writeExternalIps();
    }
    if (hasExternalIps || !type.equals("ClusterIP")) {
      spec.put("externalTrafficPolicy", draw.one("Cluster", "Local"));
    }
    spec.put("internalTrafficPolicy", draw.happens(75) ? "Cluster" : "Local");
    writeAffinity();
    writePorts(hasNodePorts);
    if (isBalanced) {
      writeLoadBalancer();
    }
  }

  /** The cluster IPs of a Service of these families, the primary first. */
  static void writeAddresses(ObjectNode spec, int place, List<IpFamily> families) {
    ArrayNode ips = spec.putArray("clusterIPs");
    ArrayNode names = spec.putArray("ipFamilies");
    for (IpFamily family : families) {
      ips.add((family == IpFamily.IPV4 ? "10.96.0." : "fd00:10:96::") + place);
      names.add(ArbitrarySlices.addressType(family));
    }
    spec.put("clusterIP", ips.get(0).asText());
    spec.put("ipFamilyPolicy", families.size() == 1 ? "SingleStack" : "RequireDualStack");
  }

  private void writeExternalIps() {
    ArrayNode ips = spec.putArray("externalIPs");
    ips.add("198.51.100." + (10 + number));
    if (draw.happens(50)) {
      ips.add("2001:db8:51::" + (10 + number));
    }
    if (number <= 3 && draw.happens(20)) {
      ips.add(ArbitraryNodes.address(IpFamily.IPV4, number));
    }
  }

  private void writeAffinity() {
    boolean isSticky = draw.happens(25);
    spec.put("sessionAffinity", isSticky ? "ClientIP" : "None");
    if (isSticky) {
      spec.withObject("/sessionAffinityConfig/clientIP")
          .put("timeoutSeconds", draw.one(10800, 1, 60, 86400));
    }
  }

  private void writePorts(boolean hasNodePorts) {
    ArrayNode ports = spec.putArray("ports");
    int count = draw.number(1, 3);
    for (int i = 0; i < count; i++) {
      ObjectNode port = ports.addObject();
      if (count > 1 || draw.happens(50)) {
        port.put("name", draw.one("http", "dns", "p") + i);
      }
      String protocol = draw.one("TCP", "TCP", "TCP", "UDP", "SCTP");
      port.put("protocol", protocol).put("port", number(ports, protocol)).put("targetPort", 8080);
      if (hasNodePorts) {
        port.put("nodePort", 30000 + 10 * number + i);
      }
    }
  }

  /** As DNS has it, the second port may be the first one's number in another protocol. */
  private int number(ArrayNode ports, String protocol) {
    int index = ports.size() - 1;
    boolean isTwin =
        index == 1 && !ports.get(0).get("protocol").asText().equals(protocol) && draw.happens(40);
    return isTwin ? 80 : 80 + index;
  }

  private void writeLoadBalancer() {
    if (spec.get("externalTrafficPolicy").asText().equals("Local")) {
      spec.put("healthCheckNodePort", 31000 + number);
    }
    if (draw.happens(50)) {
      ArrayNode ranges = spec.putArray("loadBalancerSourceRanges");
      int count = draw.number(1, 3);
      for (int i = 0; i < count; i++) {
        ranges.add(range());
      }
    }
    ArrayNode ingress = service.json().withObject("/status/loadBalancer").putArray("ingress");
    int count = draw.number(1, 2);
    for (int i = 0; i < count; i++) {
      writeIngress(ingress.addObject(), 10 * i + number);
    }
  }

  /**
   * Ranges with and without the nodes, all addresses, those of one family, loosely written ones.
   */
  private String range() {
    return draw.one(
        "203.0.113.0/25",
        "203.0.113.192/26",
        "192.168.0.0/24",
        "192.168.0.11/32",
        "10.0.0.0/8",
        "0.0.0.0/0",
        "2001:db8:99::/64",
        "fd00:192::/64",
        "::/0",
        " 10.1.0.0/16",
        "10.2.0.0/16 ");
  }

  private void writeIngress(ObjectNode ingress, int place) {
    if (draw.happens(8)) {
      ingress.put("hostname", "lb.example.org");
      return;
    }
    ingress.put("ip", draw.one("192.0.2.", "2001:db8:2::") + place);
    if (draw.happens(30)) {
      ingress.put("ipMode", draw.one("VIP", "Proxy"));
    }
  }
}
