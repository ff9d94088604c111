package io.kubenet.model;

import java.util.Collection;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The Services of a cluster and their slices.
 *
 * @param stored the Services
 * @param slices by Service, which need not exist itself, then by name
 * @param changes the Services that were changed, or whose slices were
 */
record Services(
    PMap<ObjectName, Service> stored,
    PMap<ObjectName, PMap<ObjectName, EndpointSlice>> slices,
    Journal changes) {

  static final Services NONE = new Services(TreePMap.empty(), TreePMap.empty(), Journal.EMPTY);

  Optional<Service> get(ObjectName name) {
    return Optional.ofNullable(stored.get(name));
  }

  Collection<EndpointSlice> slicesOf(ObjectName service) {
    return slicesByName(service).values();
  }

  private PMap<ObjectName, EndpointSlice> slicesByName(ObjectName service) {
    return slices.getOrDefault(service, TreePMap.empty());
  }

  Services with(Service service) {
    return new Services(stored.plus(service.name(), service), slices, changes.with(service.name()));
  }

  Services without(ObjectName name) {
    return new Services(stored.minus(name), slices, changes.with(name));
  }

  Services with(ObjectName service, EndpointSlice slice) {
    return withSlices(
        service, slices.plus(service, slicesByName(service).plus(slice.name(), slice)));
  }

  Services withoutSlice(ObjectName service, ObjectName name) {
    PMap<ObjectName, EndpointSlice> left = slicesByName(service).minus(name);
    return withSlices(service, left.isEmpty() ? slices.minus(service) : slices.plus(service, left));
  }

  private Services withSlices(
      ObjectName service, PMap<ObjectName, PMap<ObjectName, EndpointSlice>> changed) {
    return new Services(stored, changed, changes.with(service));
  }
}
