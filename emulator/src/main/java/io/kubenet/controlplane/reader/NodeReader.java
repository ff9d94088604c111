package io.kubenet.controlplane.reader;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads admitted Nodes; one that says nothing of its readiness is ready. */
public final class NodeReader {

  private NodeReader() {}

  public static Node read(ManifestObject object) {
    LocatedTree tree = object.located();
    LocatedTree spec = tree.get("spec");
    LocatedTree status = tree.get("status");
    return new Node(
        object.name(),
        Fields.texts(tree.get("metadata").get("labels")),
        internalIps(status.get("addresses")),
        spec.get("podCIDRs").texts().stream().map(Cidr::of).toList(),
        isReady(status.get("conditions")),
        Fields.isTrue(spec.get("unschedulable")),
        spec.get("taints").items().stream().map(NodeReader::taint).toList(),
        allocatable(status.get("allocatable")));
  }

  /** The first InternalIP of each family. */
  private static List<IpAddress> internalIps(LocatedTree addresses) {
    Map<IpFamily, IpAddress> first = new EnumMap<>(IpFamily.class);
    ImmutableList.Builder<IpAddress> ips = ImmutableList.builder();
    for (LocatedTree address : addresses.items()) {
      if (address.get("type").textOrEmpty().equals("InternalIP")) {
        IpAddress ip = Containers.address(address.get("address"), address.get("address").text());
        if (first.putIfAbsent(ip.family(), ip) == null) {
          ips.add(ip);
        }
      }
    }
    return ips.build();
  }

  private static boolean isReady(LocatedTree conditions) {
    return conditions.items().stream()
        .filter(condition -> condition.get("type").textOrEmpty().equals("Ready"))
        .allMatch(condition -> condition.get("status").textOrEmpty().equals("True"));
  }

  private static Node.Taint taint(LocatedTree taint) {
    return new Node.Taint(
        taint.get("key").textOrEmpty(),
        taint.get("value").textOrEmpty(),
        switch (taint.get("effect").text()) {
          case "NoSchedule" -> Node.Effect.NO_SCHEDULE;
          case "PreferNoSchedule" -> Node.Effect.PREFER_NO_SCHEDULE;
          case "NoExecute" -> Node.Effect.NO_EXECUTE;
          default -> throw taint.get("effect").error("is no effect of taints");
        });
  }

  private static Map<String, Long> allocatable(LocatedTree allocatable) {
    ImmutableSortedMap.Builder<String, Long> resources = ImmutableSortedMap.naturalOrder();
    allocatable
        .fields()
        .forEach(
            (resource, quantity) ->
                resources.put(
                    resource,
                    Quantity.of(resource, quantity.node().asText())
                        .orElseThrow(() -> quantity.error("is no quantity"))));
    return resources.build();
  }
}
