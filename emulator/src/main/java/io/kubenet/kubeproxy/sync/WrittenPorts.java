package io.kubenet.kubeproxy.sync;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.model.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.pcollections.TreePMap;

/**
 * The ports of a cluster as a node sees them, and the rules that were written for each. A changed
 * copy shares what did not change.
 *
 * @param <R> the rules of a port
 */
public final class WrittenPorts<R> {

  private record Written<R>(ProxiedPort port, R rules) {}

  /**
   * The ports after a change.
   *
   * @param ports all ports
   * @param gone the rules that are no more
   * @param come the rules that are new
   */
  public record Change<R>(WrittenPorts<R> ports, List<R> gone, List<R> come) {}

  private final ProxiedNode node;
  private final ServicePortMap services;
  private final TreePMap<ObjectName, List<Written<R>>> written;

  private WrittenPorts(
      ProxiedNode node, ServicePortMap services, TreePMap<ObjectName, List<Written<R>>> written) {
    this.node = node;
    this.services = services;
    this.written = written;
  }

  /** Writes the rules of all ports. */
  public static <R> WrittenPorts<R> all(
      ProxiedNode node, ServicePortMap services, Function<ProxiedPort, R> writer) {
    TreeMap<ObjectName, List<Written<R>>> all = new TreeMap<>();
    for (ObjectName name : services.names()) {
      all.put(name, write(node.ports(services.of(name)), writer));
    }
    return new WrittenPorts<>(node, services, TreePMap.fromSortedMap(all));
  }

  /** Writes the rules again of those ports that a node does not see as they were written. */
  public Change<R> next(ProxiedNode other, ServicePortMap later, Function<ProxiedPort, R> writer) {
    TreePMap<ObjectName, List<Written<R>>> next = written;
    ImmutableList.Builder<R> gone = ImmutableList.builder();
    ImmutableList.Builder<R> come = ImmutableList.builder();
    for (ObjectName service : candidates(other, later)) {
      List<Written<R>> before = written.getOrDefault(service, ImmutableList.of());
      List<ProxiedPort> now = other.ports(later.of(service));
      if (!now.equals(Lists.transform(before, Written::port))) {
        List<Written<R>> after = write(now, writer);
        next = after.isEmpty() ? next.minus(service) : next.plus(service, after);
        gone.addAll(Lists.transform(before, Written::rules));
        come.addAll(Lists.transform(after, Written::rules));
      }
    }
    return new Change<>(new WrittenPorts<>(other, later, next), gone.build(), come.build());
  }

  /** The Services whose ports need to be looked at. */
  private Set<ObjectName> candidates(ProxiedNode other, ServicePortMap later) {
    return services
        .changedIn(later)
        .filter(names -> other.equals(node))
        .orElseGet(() -> ImmutableSet.copyOf(Sets.union(written.keySet(), later.names())));
  }

  private static <R> List<Written<R>> write(
      List<ProxiedPort> ports, Function<ProxiedPort, R> writer) {
    return ports.stream()
        .map(port -> new Written<>(port, writer.apply(port)))
        .collect(ImmutableList.toImmutableList());
  }

  public ProxiedNode node() {
    return node;
  }

  public ServicePortMap services() {
    return services;
  }

  public List<R> rules() {
    return list(Written::rules);
  }

  private <T> List<T> list(Function<Written<R>, T> part) {
    ImmutableList.Builder<T> list = ImmutableList.builder();
    written.values().forEach(ports -> ports.forEach(port -> list.add(part.apply(port))));
    return list.build();
  }
}
