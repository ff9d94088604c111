package io.kubenet.jqwik;

import com.google.common.collect.ImmutableMap;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;

/** Writes down a node. */
final class NodeManifest {

  private NodeManifest() {}

  static Map<String, ?> of(NodeSpec node, List<IpFamily> families) {
    List<String> podCidrs = families.stream().map(node::podCidr).toList();
    return ImmutableMap.of(
        "apiVersion", "v1",
        "kind", "Node",
        "metadata", metadata(node),
        "spec", ImmutableMap.of("podCIDR", podCidrs.get(0), "podCIDRs", podCidrs),
        "status",
            ImmutableMap.of(
                "addresses", addresses(node, families), "conditions", Parts.ready(true)));
  }

  private static Map<String, ?> metadata(NodeSpec node) {
    ImmutableMap.Builder<String, Object> metadata = ImmutableMap.builder();
    metadata.put("name", node.name());
    node.zone()
        .ifPresent(
            zone -> metadata.put("labels", ImmutableMap.of("topology.kubernetes.io/zone", zone)));
    return metadata.build();
  }

  private static List<?> addresses(NodeSpec node, List<IpFamily> families) {
    return families.stream()
        .map(f -> ImmutableMap.of("type", "InternalIP", "address", node.ip(f).toString()))
        .toList();
  }
}
