package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.Endpoints;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * Which Services select a Pod, by one label of each selector, which slices each controller looks
 * after, and the Endpoints objects that are there; persistent.
 */
public final class Services {

  static final Services EMPTY = new Services(Index.empty(), Index.empty(), TreePMap.empty());

  private final Index<LabelKey> byLabel;
  private final Index<LabelKey> slices;
  private final PMap<ObjectName, Endpoints> endpoints;

  private Services(
      Index<LabelKey> byLabel, Index<LabelKey> slices, PMap<ObjectName, Endpoints> endpoints) {
    this.byLabel = byLabel;
    this.slices = slices;
    this.endpoints = endpoints;
  }

  /** The Endpoints object that somebody wrote for a Service. */
  public Optional<Endpoints> endpoints(ObjectName service) {
    return Optional.ofNullable(endpoints.get(service));
  }

  Services with(Endpoints object) {
    return new Services(byLabel, slices, endpoints.plus(object.name(), object));
  }

  Services withoutEndpoints(ObjectName service) {
    return new Services(byLabel, slices, endpoints.minus(service));
  }

  /** The slices of a Service that one of the controllers looks after. */
  public Collection<ObjectName> slicesOf(ObjectName service, String manager) {
    return slices.get(new LabelKey(service.namespace(), service.name(), manager));
  }

  Services with(ManagedSlice slice) {
    return owner(slice)
        .map(key -> new Services(byLabel, slices.with(key, slice.slice().name()), endpoints))
        .orElse(this);
  }

  Services without(ManagedSlice slice) {
    return owner(slice)
        .map(key -> new Services(byLabel, slices.without(key, slice.slice().name()), endpoints))
        .orElse(this);
  }

  private static Optional<LabelKey> owner(ManagedSlice slice) {
    return slice
        .slice()
        .service()
        .map(service -> new LabelKey(service.namespace(), service.name(), slice.manager()));
  }

  Services with(Service service) {
    return service.selector().isEmpty()
        ? this
        : new Services(byLabel.with(key(service), service.name()), slices, endpoints);
  }

  Services without(Service service) {
    return service.selector().isEmpty()
        ? this
        : new Services(byLabel.without(key(service), service.name()), slices, endpoints);
  }

  /** The Services that select a Pod with these labels. */
  public List<ObjectName> selecting(
      String namespace, Map<String, String> labels, ClusterState cluster) {
    return labels.entrySet().stream()
        .flatMap(label -> byLabel.get(LabelKey.of(namespace, label)).stream())
        .filter(name -> selects(cluster.service(name).orElseThrow(), labels))
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean selects(Service service, Map<String, String> labels) {
    return labels.entrySet().containsAll(service.selector().entrySet());
  }

  private static LabelKey key(Service service) {
    return LabelKey.of(service.name().namespace(), service.selector().entrySet().iterator().next());
  }
}
