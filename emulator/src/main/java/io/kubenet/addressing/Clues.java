package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a manifest's objects tell of a cluster's blocks: the podCIDRs of Nodes, the addresses of
 * Pods that have their own network and have not finished, and the cluster IPs of Services.
 *
 * @param nodes the blocks of Nodes
 * @param pods the addresses of Pods
 * @param services the cluster IPs
 * @param hosts the addresses of Nodes themselves
 */
record Clues(List<Clue> nodes, List<Clue> pods, List<Clue> services, List<Clue> hosts) {

  private static final ImmutableSet<String> FINISHED = ImmutableSet.of("Succeeded", "Failed");

  Clues {
    nodes = ImmutableList.copyOf(nodes);
    pods = ImmutableList.copyOf(pods);
    services = ImmutableList.copyOf(services);
    hosts = ImmutableList.copyOf(hosts);
  }

  static Clues in(Manifest manifest) {
    return new Clues(
        of(manifest, "Node", Clues::blocks),
        of(manifest, "Pod", Clues::podIps),
        of(manifest, "Service", Clues::clusterIps),
        of(manifest, "Node", Clues::hostIps));
  }

  private interface Fields {
    Stream<LocatedTree> of(LocatedTree object);
  }

  private static List<Clue> of(Manifest manifest, String kind, Fields fields) {
    return manifest.objects().stream()
        .filter(object -> object.kind().equals(kind))
        .map(ManifestObject::source)
        .flatMap(fields::of)
        .map(Clue::in)
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<LocatedTree> blocks(LocatedTree node) {
    return both(node.get("spec").get("podCIDR"), items(node.get("spec").get("podCIDRs")));
  }

  private static Stream<LocatedTree> hostIps(LocatedTree node) {
    return items(node.get("status").get("addresses")).map(item -> item.get("address"));
  }

  private static Stream<LocatedTree> podIps(LocatedTree pod) {
    LocatedTree status = pod.get("status");
    return pod.get("spec").get("hostNetwork").node().asBoolean()
            || FINISHED.contains(status.get("phase").node().asText())
        ? Stream.empty()
        : both(status.get("podIP"), items(status.get("podIPs")).map(item -> item.get("ip")));
  }

  private static Stream<LocatedTree> clusterIps(LocatedTree service) {
    LocatedTree spec = service.get("spec");
    return spec.get("type").node().asText().equals("ExternalName")
        ? Stream.empty()
        : both(spec.get("clusterIP"), items(spec.get("clusterIPs")));
  }

  private static Stream<LocatedTree> both(LocatedTree one, Stream<LocatedTree> several) {
    return Stream.concat(Stream.of(one), several);
  }

  /** The items of a list; what is no list is refused by others. */
  private static Stream<LocatedTree> items(LocatedTree list) {
    return list.node().isArray() ? list.items().stream() : Stream.empty();
  }

  /** What tells of a block. */
  List<Clue> of(BlockUse use) {
    return use == BlockUse.SERVICES
        ? services
        : Stream.concat(nodes.stream(), pods.stream()).collect(ImmutableList.toImmutableList());
  }

  /** The addresses that Nodes have or, where none says so, will have. */
  Stream<Cidr> nodesOwn() {
    return hosts.isEmpty() ? AddressPlan.NODE_SEGMENTS.stream() : hosts.stream().map(Clue::held);
  }

  /** The families of Nodes' blocks, or without them of Pods and Services, in their order. */
  List<IpFamily> families() {
    List<Clue> telling =
        nodes.isEmpty() ? Stream.concat(pods.stream(), services.stream()).toList() : nodes;
    return telling.stream().map(Clue::family).distinct().collect(ImmutableList.toImmutableList());
  }
}
