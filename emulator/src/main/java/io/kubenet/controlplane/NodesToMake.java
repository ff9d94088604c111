package io.kubenet.controlplane;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Iterables;
import com.google.common.collect.SetMultimap;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The nodes that a cluster has where its manifests have none: those that the configuration states,
 * and those that Pods name, with the hostIPs that their Pods tell of; node1 to node3 where nothing
 * is stated and Pods name no others.
 */
final class NodesToMake {

  private static final ImmutableList<String> DEFAULT = ImmutableList.of("node1", "node2", "node3");

  private NodesToMake() {}

  /**
   * The nodes of a cluster.
   *
   * @param stated the names that the configuration states, if it states any
   * @param objects what the manifests hold
   */
  static List<ManifestObject> of(Optional<List<String>> stated, List<ManifestObject> objects) {
    SetMultimap<String, IpAddress> hosts = hosts(objects);
    Collection<String> named =
        NodeReferences.in(objects).map(LocatedTree::text).distinct().toList();
    Collection<String> unnamed =
        stated.orElseGet(() -> DEFAULT.containsAll(named) ? DEFAULT : ImmutableList.of());
    return Stream.concat(unnamed.stream(), named.stream())
        .distinct()
        .map(name -> node(name, hosts.get(name)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Where Pods say their nodes to be: status.hostIP and hostIPs. */
  private static SetMultimap<String, IpAddress> hosts(List<ManifestObject> objects) {
    ImmutableSetMultimap.Builder<String, IpAddress> hosts = ImmutableSetMultimap.builder();
    for (ManifestObject object : objects) {
      if (object.kind().equals("Pod")) {
        hostIps(object.source().get("status"))
            .map(field -> field.node().asText())
            .filter(IpAddress::isAddress)
            .forEach(
                ip ->
                    hosts.put(
                        object.source().get("spec").get("nodeName").node().asText(),
                        IpAddress.of(ip)));
      }
    }
    return hosts.build();
  }

  private static Stream<LocatedTree> hostIps(LocatedTree status) {
    LocatedTree several = status.get("hostIPs");
    return Stream.concat(
        Stream.of(status.get("hostIP")),
        several.node().isArray()
            ? several.items().stream().map(item -> item.get("ip"))
            : Stream.empty());
  }

  private static ManifestObject node(String name, Collection<IpAddress> hostIps) {
    Map<IpFamily, IpAddress> first = new LinkedHashMap<>();
    hostIps.forEach(ip -> first.putIfAbsent(ip.family(), ip));
    String addresses =
        first.values().stream()
            .map("{type: InternalIP, address: \"%s\"}"::formatted)
            .collect(joining(", ", "[", "]"));
    String text =
        """
        apiVersion: v1
        kind: Node
        metadata:
          name: "%s"
        status:
          addresses: %s
          conditions:
          - type: Ready
            status: "True"
        """
            .formatted(name, addresses);
    return Iterables.getOnlyElement(
        ManifestReader.read(new TextSource("nodes of the configuration", text)).objects());
  }
}
