package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.model.Node;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Each zone's share of the nodes' CPU (topologycache.go SetNodes, v1.36).
 *
 * <p>The controller looks at the nodes anew when one comes, goes, changes zone or readiness, not
 * when its CPU changes: a capacity is a value of its own, kept between such moments.
 *
 * @param shares by zone; empty where hints can't be made
 */
public record ZoneCapacity(SortedMap<String, Double> shares) {

  /** No nodes. */
  public static final ZoneCapacity NONE = new ZoneCapacity(ImmutableSortedMap.of());

  public ZoneCapacity {
    shares = ImmutableSortedMap.copyOf(shares);
  }

  /** The capacity of these nodes; control plane nodes and nodes that are not ready do not count. */
  public static ZoneCapacity of(Collection<Node> nodes) {
    SortedMap<String, Long> cpu = new TreeMap<>();
    for (Node node : nodes) {
      if (isExcluded(node)) {
        continue;
      }
      Optional<String> zone = node.zone().filter(z -> !z.isEmpty());
      long milliCpu = node.allocatable().getOrDefault("cpu", 0L);
      if (zone.isEmpty() || milliCpu == 0) {
        return NONE;
      }
      cpu.merge(zone.get(), milliCpu, Long::sum);
    }
    return cpu.size() < 2 ? NONE : shares(cpu);
  }

  private static boolean isExcluded(Node node) {
    return !node.isReady()
        || node.labels().containsKey("node-role.kubernetes.io/control-plane")
        || node.labels().containsKey("node-role.kubernetes.io/master");
  }

  private static ZoneCapacity shares(SortedMap<String, Long> cpu) {
    double total = cpu.values().stream().mapToLong(Long::longValue).sum();
    SortedMap<String, Double> shares = new TreeMap<>();
    cpu.forEach((zone, milli) -> shares.put(zone, milli / total));
    return new ZoneCapacity(shares);
  }

  /** Whether it says nothing of zones. */
  boolean isInsufficient() {
    return shares.isEmpty();
  }

  /**
   * Whether a zone has fewer endpoints than its share asks for (serviceOverloaded).
   *
   * @param endpoints the endpoints that are hinted to each zone
   */
  boolean isOverloaded(Map<String, Integer> endpoints) {
    if (endpoints.isEmpty()) {
      return false;
    }
    int total = endpoints.values().stream().mapToInt(Integer::intValue).sum();
    return isInsufficient()
        || shares.entrySet().stream()
            .anyMatch(e -> endpoints.getOrDefault(e.getKey(), 0) < minimum(e.getValue() * total));
  }

  /**
   * The least number of endpoints that keeps a zone under the overload threshold of 20%. In doubles
   * as the controller computes it: where the exact number is whole, rounding errors decide.
   */
  static int minimum(double desired) {
    return (int) Math.ceil(desired * (1 / (1 + 0.2)));
  }
}
