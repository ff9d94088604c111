package io.kubenet.kubeproxy.selection;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Node;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/** Selects the endpoints that a node may use: CategorizeEndpoints of kube-proxy 1.31 to 1.36. */
final class CategorizingSelector implements EndpointSelector {

  private final String nodeName;
  private final DuplicateEndpoints duplicates;
  private final TopologyHints hints;

  private CategorizingSelector(
      String nodeName, DuplicateEndpoints duplicates, TopologyHints hints) {
    this.nodeName = nodeName;
    this.duplicates = duplicates;
    this.hints = hints;
  }

  static CategorizingSelector of(Node node, KubernetesVersion version) {
    return new CategorizingSelector(
        node.name(),
        DuplicateEndpoints.of(node.name(), version),
        new TopologyHints(node.name(), node.zone(), version));
  }

  @Override
  public EndpointSelection select(ServicePortInfo port, List<Endpoint> endpoints) {
    if (endpoints.isEmpty()) {
      return EndpointSelection.NONE;
    }
    List<Endpoint> distinct = duplicates.resolve(endpoints);
    List<Endpoint> cluster = port.usesClusterEndpoints() ? cluster(distinct) : ImmutableList.of();
    List<Endpoint> local = port.usesLocalEndpoints() ? local(distinct) : ImmutableList.of();
    return new EndpointSelection(
        cluster, local, union(cluster, local), hasEndpoints(port, cluster, distinct));
  }

  private List<Endpoint> cluster(List<Endpoint> endpoints) {
    Predicate<Endpoint> isHinted = hints.isAvailable(endpoints);
    return readyElseTerminating(
        endpoints, endpoint -> endpoint.isReady() && isHinted.test(endpoint));
  }

  private List<Endpoint> local(List<Endpoint> endpoints) {
    return readyElseTerminating(filter(endpoints, e -> e.isOn(nodeName)), Endpoint::isReady);
  }

  /** Cluster and local endpoints fall back on terminating ones apart from each other. */
  private static List<Endpoint> readyElseTerminating(
      List<Endpoint> endpoints, Predicate<Endpoint> isReady) {
    List<Endpoint> ready = filter(endpoints, isReady);
    return ready.isEmpty() ? filter(endpoints, Endpoint::isServingTerminating) : ready;
  }

  /** A port that only uses local endpoints still has endpoints if other nodes have them. */
  private static boolean hasEndpoints(
      ServicePortInfo port, List<Endpoint> cluster, List<Endpoint> endpoints) {
    return !cluster.isEmpty()
        || (port.usesLocalEndpoints()
            && endpoints.stream().anyMatch(e -> e.isReady() || e.isServingTerminating()));
  }

  private static List<Endpoint> union(List<Endpoint> cluster, List<Endpoint> local) {
    if (local.isEmpty()) {
      return cluster;
    }
    if (cluster.isEmpty()) {
      return local;
    }
    LinkedHashSet<Endpoint> union = new LinkedHashSet<>(cluster);
    return union.addAll(local)
        ? ImmutableList.sortedCopyOf(Comparator.comparing(Endpoint::text), union)
        : cluster;
  }

  private static List<Endpoint> filter(List<Endpoint> endpoints, Predicate<Endpoint> predicate) {
    // Mostly all pass, and there are very many lists.
    return endpoints.stream().allMatch(predicate)
        ? endpoints
        : endpoints.stream().filter(predicate).collect(ImmutableList.toImmutableList());
  }
}
