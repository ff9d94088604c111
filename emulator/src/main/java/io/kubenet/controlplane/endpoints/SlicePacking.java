package io.kubenet.controlplane.endpoints;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Which endpoints are in which slice (reconciler.go reconcileByPortMapping, v1.36). */
final class SlicePacking {

  private final int most;
  private final List<EndpointSlice> before;
  private final Set<ObjectName> given = new LinkedHashSet<>();

  SlicePacking(int most, List<EndpointSlice> before) {
    this.most = most;
    this.before = before;
  }

  /**
   * A slice to be.
   *
   * @param slice the slice that was there; empty for a new one
   * @param endpoints what is in it
   */
  record Packed(Optional<EndpointSlice> slice, List<Endpoint> endpoints) {

    boolean isChanged() {
      return slice.filter(there -> isAlike(there.endpoints(), endpoints)).isEmpty();
    }

    /** Hints are given afterwards. */
    private static boolean isAlike(List<Endpoint> one, List<Endpoint> other) {
      if (one.size() != other.size()) {
        return false;
      }
      for (int i = 0; i < one.size(); i++) {
        if (!one.get(i).withoutHints().equals(other.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** The slices of endpoints that have the same ports. */
  List<Packed> pack(List<EndpointSlice.Port> ports, List<Endpoint> endpoints) {
    Map<List<?>, Endpoint> left = new LinkedHashMap<>();
    endpoints.forEach(endpoint -> left.put(key(endpoint), endpoint));
    List<Packed> kept = new ArrayList<>();
    for (EndpointSlice slice : before) {
      if (slice.ports().equals(ports) && !slice.endpoints().isEmpty()) {
        List<Endpoint> stay = new ArrayList<>();
        slice
            .endpoints()
            .forEach(there -> Optional.ofNullable(left.remove(key(there))).ifPresent(stay::add));
        if (!stay.isEmpty()) {
          kept.add(new Packed(Optional.of(slice), stay));
          given.add(slice.name());
        }
      }
    }
    List<Endpoint> added = new ArrayList<>(left.values());
    fillChanged(kept, added);
    fillOne(kept, added);
    while (!added.isEmpty()) {
      Packed fresh = new Packed(Optional.empty(), new ArrayList<>());
      move(added, fresh.endpoints());
      kept.add(fresh);
    }
    return ImmutableList.copyOf(kept);
  }

  /** An endpoint stays the same while it has the same address and Pod (endpointset.go). */
  private static List<?> key(Endpoint endpoint) {
    return ImmutableList.of(
        endpoint.addresses(), endpoint.hostname(), endpoint.pod(), endpoint.nodeName());
  }

  /** Slices that are written anyway are filled up, the fullest first. */
  private void fillChanged(List<Packed> kept, List<Endpoint> added) {
    kept.stream()
        .filter(Packed::isChanged)
        .sorted(Comparator.comparing(packed -> -packed.endpoints().size()))
        .toList()
        .forEach(packed -> move(added, packed.endpoints()));
  }

  /** The fullest slice that has room for all takes them (getSliceToFill). */
  private void fillOne(List<Packed> kept, List<Endpoint> added) {
    if (added.isEmpty() || added.size() >= most) {
      return;
    }
    kept.stream()
        .filter(packed -> packed.endpoints().size() + added.size() <= most)
        .max(Comparator.comparing(packed -> packed.endpoints().size()))
        .ifPresent(packed -> move(added, packed.endpoints()));
  }

  private void move(List<Endpoint> from, List<Endpoint> to) {
    while (!from.isEmpty() && to.size() < most) {
      to.add(from.remove(0));
    }
  }

  /** The first number whose name no slice has that stays. */
  int nextNumber(IntFunction<ObjectName> names) {
    for (int number = 0; ; number++) {
      if (given.add(names.apply(number))) {
        return number;
      }
    }
  }
}
