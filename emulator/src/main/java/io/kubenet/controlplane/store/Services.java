package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.Endpoints;
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
 * Which Services select a Pod, by one label of each selector, which slices the controllers made for
 * them, and the Endpoints objects that are there; persistent.
 */
public final class Services {

  static final Services EMPTY =
      new Services(Index.empty(), Index.empty(), Index.empty(), TreePMap.empty());

  private final Index<LabelKey> byLabel;
  private final Index<ObjectName> slices;
  private final Index<ObjectName> mirrored;
  private final PMap<ObjectName, Endpoints> endpoints;

  private Services(
      Index<LabelKey> byLabel,
      Index<ObjectName> slices,
      Index<ObjectName> mirrored,
      PMap<ObjectName, Endpoints> endpoints) {
    this.byLabel = byLabel;
    this.slices = slices;
    this.mirrored = mirrored;
    this.endpoints = endpoints;
  }

  /** The Endpoints object that somebody wrote for a Service. */
  public Optional<Endpoints> endpoints(ObjectName service) {
    return Optional.ofNullable(endpoints.get(service));
  }

  Services with(Endpoints object) {
    return new Services(byLabel, slices, mirrored, endpoints.plus(object.name(), object));
  }

  Services withoutEndpoints(ObjectName service) {
    return new Services(byLabel, slices, mirrored, endpoints.minus(service));
  }

  Collection<ObjectName> mirroredSlicesOf(ObjectName service) {
    return mirrored.get(service);
  }

  Services withMirroredSlice(ObjectName service, ObjectName slice) {
    return new Services(byLabel, slices, mirrored.with(service, slice), endpoints);
  }

  Services withoutMirroredSlice(ObjectName service, ObjectName slice) {
    return new Services(byLabel, slices, mirrored.without(service, slice), endpoints);
  }

  Collection<ObjectName> slicesOf(ObjectName service) {
    return slices.get(service);
  }

  Services withSlice(ObjectName service, ObjectName slice) {
    return new Services(byLabel, slices.with(service, slice), mirrored, endpoints);
  }

  Services withoutSlice(ObjectName service, ObjectName slice) {
    return new Services(byLabel, slices.without(service, slice), mirrored, endpoints);
  }

  Services with(Service service) {
    return service.selector().isEmpty()
        ? this
        : new Services(byLabel.with(key(service), service.name()), slices, mirrored, endpoints);
  }

  Services without(Service service) {
    return service.selector().isEmpty()
        ? this
        : new Services(byLabel.without(key(service), service.name()), slices, mirrored, endpoints);
  }

  List<ObjectName> selecting(String namespace, Map<String, String> labels, ClusterState cluster) {
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
