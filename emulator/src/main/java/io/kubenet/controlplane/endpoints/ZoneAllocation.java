package io.kubenet.controlplane.endpoints;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many endpoints each zone should have, and who gives to whom so that it has them
 * (topologycache getAllocations and getGivingAndReceivingZones, v1.36).
 *
 * @param desired by zone
 */
record ZoneAllocation(SortedMap<String, Double> desired) {

  /** How many endpoints zones give away, or take. */
  record Exchange(SortedMap<String, Integer> giving, SortedMap<String, Integer> receiving) {}

  /** Why no endpoint can have a hint; empty where all can. */
  static Optional<String> refusal(ZoneCapacity capacity, int endpoints) {
    if (capacity.isInsufficient()) {
      return Optional.of(
          "Insufficient Node information: allocatable CPU or zone not specified on one or more"
              + " nodes");
    }
    int zones = capacity.shares().size();
    if (zones > endpoints) {
      return Optional.of(
          "Insufficient number of endpoints (%d endpoints, %d zones)".formatted(endpoints, zones));
    }
    if (sumOfMinimums(capacity, endpoints) > endpoints) {
      return Optional.of(
          ("Unable to allocate minimum required endpoints to each zone without exceeding overload"
                  + " threshold (%d endpoints, %d zones)")
              .formatted(endpoints, zones));
    }
    return Optional.empty();
  }

  private static int sumOfMinimums(ZoneCapacity capacity, int endpoints) {
    return capacity.shares().values().stream()
        .mapToInt(share -> ZoneCapacity.minimum(share * endpoints))
        .sum();
  }

  static ZoneAllocation of(ZoneCapacity capacity, int endpoints) {
    SortedMap<String, Double> desired = new TreeMap<>();
    capacity
        .shares()
        .forEach(
            (zone, share) ->
                desired.put(
                    zone, Math.max(share * endpoints, ZoneCapacity.minimum(share * endpoints))));
    return new ZoneAllocation(desired);
  }

  /**
   * What zones give to others.
   *
   * @param present the endpoints in each zone
   */
  Exchange exchange(Map<String, Integer> present) {
    SortedMap<String, Double> surplus = new TreeMap<>();
    SortedMap<String, Double> need = new TreeMap<>();
    desired.forEach(
        (zone, target) -> {
          double difference = present.getOrDefault(zone, 0) - target;
          (difference > 0 ? surplus : need).put(zone, Math.abs(difference));
        });
    return settle(surplus, need);
  }

  private static Exchange settle(
      SortedMap<String, Double> surplus, SortedMap<String, Double> need) {
    Exchange exchange = new Exchange(new TreeMap<>(), new TreeMap<>());
    while (true) {
      Optional<String> giver = most(surplus);
      Optional<String> taker = most(need);
      if (giver.isEmpty()
          || taker.isEmpty()
          || isTooLittle(surplus.get(giver.get()), need.get(taker.get()))) {
        return exchange;
      }
      exchange.giving.merge(giver.get(), 1, Integer::sum);
      exchange.receiving.merge(taker.get(), 1, Integer::sum);
      surplus.merge(giver.get(), -1.0, Double::sum);
      need.merge(taker.get(), -1.0, Double::sum);
    }
  }

  private static boolean isTooLittle(double give, double take) {
    return give < 0.5 || take < 0.5 || (give < 1 && take < 1);
  }

  /** The zone with most; the first by name among equals, where Go's map order leaves it open. */
  private static Optional<String> most(SortedMap<String, Double> zones) {
    Optional<String> most = Optional.empty();
    double number = 0;
    for (Map.Entry<String, Double> zone : zones.entrySet()) {
      if (zone.getValue() > number) {
        most = Optional.of(zone.getKey());
        number = zone.getValue();
      }
    }
    return most;
  }
}
