package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.jqwik.EndpointSliceSpec.Endpoint;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes down an EndpointSlice: one object for each family. */
final class EndpointSliceManifest {

  private EndpointSliceManifest() {}

  static Stream<Map<String, ?>> of(EndpointSliceSpec slice, List<IpFamily> families) {
    return families.stream().map(family -> of(slice, family));
  }

  private static Map<String, ?> of(EndpointSliceSpec slice, IpFamily family) {
    String type = family == IpFamily.IPV4 ? "IPv4" : "IPv6";
    return ImmutableMap.<String, Object>builder()
        .put("apiVersion", "discovery.k8s.io/v1")
        .put("kind", "EndpointSlice")
        .put(
            "metadata",
            Parts.namespaced(slice.name() + "-" + type.toLowerCase(Locale.ROOT))
                .put("labels", labels(slice))
                .build())
        .put("addressType", type)
        .put("endpoints", slice.endpoints().stream().map(e -> endpoint(e, family)).toList())
        .put("ports", slice.service().ports().stream().map(EndpointSliceManifest::port).toList())
        .build();
  }

  private static Map<String, ?> labels(EndpointSliceSpec slice) {
    return ImmutableMap.of(
        "kubernetes.io/service-name",
        slice.service().name(),
        "endpointslice.kubernetes.io/managed-by",
        "somebody");
  }

  private static Map<String, ?> endpoint(Endpoint endpoint, IpFamily family) {
    PodSpec.State state = endpoint.state();
    return ImmutableMap.of(
        "addresses", ImmutableList.of(endpoint.pod().ip(family).toString()),
        "nodeName", endpoint.pod().node().name(),
        "conditions",
            ImmutableMap.of(
                "ready", state == PodSpec.State.READY,
                "serving", state.isReady(),
                "terminating", state.isTerminating()));
  }

  private static Map<String, ?> port(PortSpec port) {
    return ImmutableMap.of(
        "name", port.name(),
        "protocol", port.protocol().name(),
        "port", ServedPort.numberOf(port.targetPort()));
  }
}
