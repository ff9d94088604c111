package io.kubenet.kubeproxy.selection;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which of several endpoints of one address and port counts: the first, unless a later one
 * replaces it (EndpointSliceCache.addEndpoints). kube-proxy sees slices in random order; here they
 * are in the order of their names.
 *
 * @param isReplacement whether a later endpoint replaces an earlier one
 */
public record DuplicateEndpoints(Predicate<Endpoint> isReplacement) {

  /** Since 1.36 an endpoint that does not terminate replaces; before, one of the same node. */
  public static DuplicateEndpoints of(String nodeName, KubernetesVersion version) {
    return KubeProxyFeature.LIVING_DUPLICATES.isIn(version)
        ? new DuplicateEndpoints(endpoint -> !endpoint.source().isTerminating())
        : new DuplicateEndpoints(endpoint -> endpoint.isOn(nodeName));
  }

  /** The endpoints without duplicates; takes and gives them in the order of their texts. */
  public List<Endpoint> resolve(List<Endpoint> endpoints) {
    return hasDuplicates(endpoints) ? distinct(endpoints) : endpoints;
  }

  private static boolean hasDuplicates(List<Endpoint> endpoints) {
    for (int i = 1; i < endpoints.size(); i++) {
      if (isSame(endpoints.get(i - 1), endpoints.get(i))) {
        return true;
      }
    }
    return false;
  }

  private List<Endpoint> distinct(List<Endpoint> endpoints) {
    List<Endpoint> distinct = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      int last = distinct.size() - 1;
      if (last < 0 || !isSame(distinct.get(last), endpoint)) {
        distinct.add(endpoint);
      } else if (isReplacement.test(endpoint)) {
        distinct.set(last, endpoint);
      }
    }
    return ImmutableList.copyOf(distinct);
  }

  private static boolean isSame(Endpoint one, Endpoint other) {
    return one.text().equals(other.text());
  }
}
