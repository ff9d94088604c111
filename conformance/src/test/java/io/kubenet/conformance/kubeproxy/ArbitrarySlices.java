package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Slices of a Service, written by hand: endpoints of every condition, hint and place. No two slices
 * have an address in common: of such kube-proxy takes either.
 */
final class ArbitrarySlices {

  private static final int SMALL = 6;
  private static final int LARGE = 100;

  private final Draw draw;
  private final ApiObject service;
  private final int size;

  private ArbitrarySlices(Draw draw, ApiObject service, int size) {
    this.draw = draw;
    this.service = service;
    this.size = size;
  }

  /** Up to 2 slices of up to 6 endpoints a family. */
  static List<ApiObject> of(Draw draw, ApiObject service) {
    return new ArbitrarySlices(draw, service, SMALL).slices();
  }

  /** The same, with up to 100 endpoints each. */
  static List<ApiObject> large(Draw draw, ApiObject service) {
    return new ArbitrarySlices(draw, service, LARGE).slices();
  }

  /** {@code IPv4} or {@code IPv6}. */
  static String addressType(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  /** A slice of a Service, without ports and endpoints. */
  static ApiObject empty(ApiObject service, IpFamily family, int index) {
    String type = addressType(family);
    String name = service.name() + "-" + type.toLowerCase(Locale.ROOT) + "-" + index;
    ApiObject slice =
        ApiObject.of("discovery.k8s.io/v1", "EndpointSlice", service.namespace(), name)
            .withLabel("kubernetes.io/service-name", service.name());
    slice.json().put("addressType", type).putArray("ports");
    slice.json().putArray("endpoints");
    return slice;
  }

  private List<ApiObject> slices() {
    List<ApiObject> slices = new ArrayList<>();
    for (JsonNode family : service.json().at("/spec/ipFamilies")) {
      int count = draw.happens(20) ? 0 : draw.number(1, 2);
      for (int i = 0; i < count; i++) {
        slices.add(slice(family.asText().equals("IPv4") ? IpFamily.IPV4 : IpFamily.IPV6, i));
      }
    }
    return slices;
  }

  private ApiObject slice(IpFamily family, int index) {
    ApiObject slice = empty(service, family, index);
    ArrayNode ports = (ArrayNode) slice.json().get("ports");
    service.json().at("/spec/ports").forEach(port -> writePort(ports, port));
    ArrayNode endpoints = (ArrayNode) slice.json().get("endpoints");
    for (int place : draw.places(size * index, size, size == LARGE ? LARGE : draw.number(0, 4))) {
      writeEndpoint(endpoints.addObject(), family, place);
      if (draw.happens(4)) {
        writeEndpoint(endpoints.addObject(), family, place);
      }
    }
    return slice;
  }

  /** Some slices lack some ports, and the numbers differ from slice to slice. */
  private void writePort(ArrayNode ports, JsonNode port) {
    if (draw.happens(88)) {
      ports
          .addObject()
          .put("name", port.path("name").asText(""))
          .put("protocol", port.get("protocol").asText())
          .put("port", draw.one(8080, 9090) + ports.size());
    }
  }

  private void writeEndpoint(ObjectNode endpoint, IpFamily family, int place) {
    int node = 1 + place % 3;
    endpoint.putArray("addresses").add(ArbitraryNodes.podIp(family, node, place));
    writeConditions(endpoint.putObject("conditions"));
    if (draw.happens(85)) {
      endpoint.put("nodeName", draw.happens(92) ? "node" + node : "unknown");
    }
    if (draw.happens(60)) {
      endpoint.put("zone", draw.one("a", "b"));
    }
    if (draw.happens(50)) {
      endpoint.withObject("/hints").putArray("forZones").addObject().put("name", zone());
    }
    if (draw.happens(20)) {
      String hinted = "node" + draw.number(1, 2);
      endpoint.withObject("/hints").putArray("forNodes").addObject().put("name", hinted);
    }
  }

  /** One zone more often than the other, or few Services would have all of their hints in one. */
  private String zone() {
    return draw.one("a", "a", "b");
  }

  /** Each of them may be left out; what terminates is seldom ready. */
  private void writeConditions(ObjectNode conditions) {
    boolean isTerminating = draw.happens(20);
    if (isTerminating || draw.happens(40)) {
      conditions.put("terminating", isTerminating);
    }
    if (isTerminating && draw.happens(80)) {
      conditions.put("ready", false);
    } else if (draw.happens(60)) {
      conditions.put("ready", draw.happens(75));
    }
    if (draw.happens(60)) {
      conditions.put("serving", draw.happens(70));
    }
  }
}
