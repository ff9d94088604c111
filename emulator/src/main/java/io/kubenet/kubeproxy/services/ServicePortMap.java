package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/** The Services of a cluster in one IP family, as every kube-proxy reads them. */
public final class ServicePortMap {

  /**
   * A port and everything that serves it.
   *
   * @param info the port
   * @param endpoints all of its endpoints, in the order of their texts, with duplicates
   */
  public record Entry(ServicePortInfo info, List<Endpoint> endpoints) {

    /** How many endpoints it has, duplicates counted once: they are side by side. */
    private long count() {
      long count = 0;
      String last = "";
      for (Endpoint endpoint : endpoints) {
        count += endpoint.text().equals(last) ? 0 : 1;
        last = endpoint.text();
      }
      return count;
    }
  }

  /** A state of the cluster, and how it is read. */
  private record Source(ClusterState state, ServicePortReader ports, EndpointReader endpoints) {

    Source with(ClusterState changed) {
      return new Source(changed, ports, endpoints);
    }

    List<Entry> read(Service service) {
      List<ServicePortInfo> infos = ports.read(service);
      if (infos.isEmpty()) {
        return ImmutableList.of();
      }
      ListMultimap<ServicePortName, Endpoint> byPort =
          endpoints.read(service.name(), state.slicesOf(service.name()));
      return infos.stream()
          .map(info -> new Entry(info, byPort.get(info.name())))
          .collect(ImmutableList.toImmutableList());
    }
  }

  private final Source source;
  private final TreePMap<ObjectName, List<Entry>> entries;
  private final long endpointCount;

  private ServicePortMap(
      Source source, TreePMap<ObjectName, List<Entry>> entries, long endpointCount) {
    this.source = source;
    this.entries = entries;
    this.endpointCount = endpointCount;
  }

  /** The Services of a state. */
  public static ServicePortMap of(ClusterState state, IpFamily family, KubernetesVersion version) {
    return of(
        new Source(state, new ServicePortReader(family, version), new EndpointReader(family)));
  }

  private static ServicePortMap of(Source source) {
    TreeMap<ObjectName, List<Entry>> entries = new TreeMap<>();
    for (Service service : source.state().services()) {
      List<Entry> read = source.read(service);
      if (!read.isEmpty()) {
        entries.put(service.name(), read);
      }
    }
    long count = entries.values().stream().mapToLong(ServicePortMap::count).sum();
    return new ServicePortMap(source, TreePMap.fromSortedMap(entries), count);
  }

  /** The Services of a later state; only what changed is read anew. */
  public ServicePortMap updated(ClusterState state) {
    Source later = source.with(state);
    return state
        .servicesChangedSince(source.state())
        .map(names -> updated(later, names))
        .orElseGet(() -> of(later));
  }

  private ServicePortMap updated(Source later, Set<ObjectName> names) {
    TreePMap<ObjectName, List<Entry>> updated = entries;
    long count = endpointCount;
    for (ObjectName name : names) {
      List<Entry> read = later.state().service(name).map(later::read).orElse(ImmutableList.of());
      updated = read.isEmpty() ? updated.minus(name) : updated.plus(name, read);
      count += count(read) - count(of(name));
    }
    return new ServicePortMap(later, updated, count);
  }

  /** The Services that are others in a later map; empty where that is not known. */
  public Optional<Set<ObjectName>> changedIn(ServicePortMap later) {
    return later.source.state().servicesChangedSince(source.state());
  }

  /** The Services that have ports, in the order of their names. */
  public Set<ObjectName> names() {
    return entries.keySet();
  }

  /** The ports of a Service; none if there is none. */
  public List<Entry> of(ObjectName service) {
    return entries.getOrDefault(service, ImmutableList.of());
  }

  /** The ports of all Services, in the order of the Services' names. */
  public List<Entry> entries() {
    return entries.values().stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
  }

  /** How many endpoints the ports have altogether, used or not. */
  public long endpointCount() {
    return endpointCount;
  }

  private static long count(List<Entry> ports) {
    return ports.stream().mapToLong(Entry::count).sum();
  }
}
