package io.kubenet.kubeproxy.selection;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import java.util.List;

/**
 * The endpoints of a Service's port that a node may use.
 *
 * @param cluster those for traffic that may go to every endpoint
 * @param local those for traffic that stays on the node
 * @param reachable those of either kind, in the order of their texts
 * @param hasEndpoints whether there is a usable endpoint on any node
 */
public record EndpointSelection(
    List<Endpoint> cluster, List<Endpoint> local, List<Endpoint> reachable, boolean hasEndpoints) {

  static final EndpointSelection NONE =
      new EndpointSelection(
          ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), /* hasEndpoints= */ false);

  public EndpointSelection {
    cluster = ImmutableList.copyOf(cluster);
    local = ImmutableList.copyOf(local);
    reachable = ImmutableList.copyOf(reachable);
  }
}
