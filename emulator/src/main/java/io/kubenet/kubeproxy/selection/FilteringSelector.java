package io.kubenet.kubeproxy.selection;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Selects the endpoints that a node may use: FilterEndpoints of kube-proxy 1.23, which narrows all
 * of a port's endpoints before it looks for ready ones. Terminating endpoints are never used: the
 * gate ProxyTerminatingEndpoints was off.
 */
final class FilteringSelector implements EndpointSelector {

  private final String nodeName;
  private final Optional<String> zone;
  private final DuplicateEndpoints duplicates;

  private FilteringSelector(String nodeName, Optional<String> zone, DuplicateEndpoints duplicates) {
    this.nodeName = nodeName;
    this.zone = zone;
    this.duplicates = duplicates;
  }

  static FilteringSelector of(Node node, KubernetesVersion version) {
    return new FilteringSelector(
        node.name(), node.zone(), DuplicateEndpoints.of(node.name(), version));
  }

  @Override
  public EndpointSelection select(ServicePortInfo port, List<Endpoint> endpoints) {
    List<Endpoint> ready = filter(duplicates.resolve(endpoints), Endpoint::isReady);
    List<Endpoint> usable = narrow(port, ready);
    List<Endpoint> local =
        port.isExternalPolicyLocal() ? filter(usable, this::isLocal) : ImmutableList.of();
    return new EndpointSelection(usable, local, usable, !usable.isEmpty());
  }

  /** An external policy of Local leaves the internal one, and hints, without effect. */
  private List<Endpoint> narrow(ServicePortInfo port, List<Endpoint> ready) {
    if (port.isExternalPolicyLocal()) {
      return ready;
    }
    if (port.isInternalPolicyLocal()) {
      return filter(ready, this::isLocal);
    }
    return port.isHintedByAnnotation() && zone.isPresent() ? ofZone(ready, zone.get()) : ready;
  }

  /** All or nothing: every endpoint has hints, and one of them is for the zone. */
  private static List<Endpoint> ofZone(List<Endpoint> ready, String zone) {
    List<Endpoint> hinted = filter(ready, e -> e.source().hintedZones().contains(zone));
    boolean isComplete = ready.stream().noneMatch(e -> e.source().hintedZones().isEmpty());
    return isComplete && !hinted.isEmpty() ? hinted : ready;
  }

  private boolean isLocal(Endpoint endpoint) {
    return endpoint.isOn(nodeName);
  }

  private static List<Endpoint> filter(List<Endpoint> endpoints, Predicate<Endpoint> predicate) {
    return endpoints.stream().filter(predicate).collect(ImmutableList.toImmutableList());
  }
}
