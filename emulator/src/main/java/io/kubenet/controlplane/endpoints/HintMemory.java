package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.IpFamily;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the controller remembers of a Service's hints (topologycache endpointsByService and
 * hintsPopulatedByService, v1.36).
 *
 * @param zones by family, how many endpoints are hinted to each zone
 * @param isPopulated whether it has hints by the topology-mode annotation
 */
public record HintMemory(
    SortedMap<IpFamily, SortedMap<String, Integer>> zones, boolean isPopulated) {

  /** Of a Service that never had hints. */
  public static final HintMemory NONE = new HintMemory(ImmutableSortedMap.of(), false);

  public HintMemory {
    zones = ImmutableSortedMap.copyOf(zones);
  }

  HintMemory with(IpFamily family, SortedMap<String, Integer> hinted) {
    SortedMap<IpFamily, SortedMap<String, Integer>> changed = new TreeMap<>(zones);
    changed.put(family, ImmutableSortedMap.copyOf(hinted));
    return new HintMemory(changed, true);
  }

  HintMemory without(IpFamily family) {
    SortedMap<IpFamily, SortedMap<String, Integer>> changed = new TreeMap<>(zones);
    changed.remove(family);
    return new HintMemory(changed, false);
  }

  /** Whether a change of the nodes makes the controller look at the Service again. */
  public boolean isOverloaded(ZoneCapacity capacity) {
    return zones.values().stream().anyMatch(capacity::isOverloaded);
  }
}
