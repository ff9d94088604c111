package io.kubenet.kubeproxy.selection;

import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tells which endpoints hints leave to a node: topologyModeFromHints and availableForTopology of
 * kube-proxy 1.36. One mode holds for all endpoints, and ready ones alone decide it.
 *
 * @param nodeName the node
 * @param zone its zone
 * @param version the version of kube-proxy
 */
record TopologyHints(String nodeName, Optional<String> zone, KubernetesVersion version) {

  /** Whether an endpoint is for the node: by its node hints, by its zone hints, or always. */
  Predicate<Endpoint> isAvailable(List<Endpoint> endpoints) {
    if (readsNodeHints() && isMode(endpoints, e -> e.source().hintedNodes(), nodeName)) {
      return endpoint -> endpoint.source().hintedNodes().contains(nodeName);
    }
    if (zone.isPresent() && isMode(endpoints, e -> e.source().hintedZones(), zone.get())) {
      return endpoint -> endpoint.source().hintedZones().contains(zone.get());
    }
    return endpoint -> true;
  }

  private boolean readsNodeHints() {
    return KubeProxyFeature.NODE_HINTS.isIn(version);
  }

  /** All or nothing: every ready endpoint has hints, and one of them is for this place. */
  private static boolean isMode(
      List<Endpoint> endpoints, Function<Endpoint, List<String>> hints, String place) {
    boolean isForPlace = false;
    for (Endpoint endpoint : endpoints) {
      if (endpoint.isReady() && hints.apply(endpoint).isEmpty()) {
        return false;
      }
      isForPlace |= endpoint.isReady() && hints.apply(endpoint).contains(place);
    }
    return isForPlace;
  }
}
