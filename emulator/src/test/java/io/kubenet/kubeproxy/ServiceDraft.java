package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Service;
import java.util.List;

/**
 * A Service and its slices, to put into a cluster or to take out of it.
 *
 * @param service the Service
 * @param slices its slices
 */
record ServiceDraft(Service service, List<EndpointSlice> slices) {

  ServiceDraft {
    slices = ImmutableList.copyOf(slices);
  }

  /** A cluster with this Service, in the place of the one of its name. */
  ClusterState in(ClusterState cluster) {
    ClusterState changed = without(cluster).with(service);
    for (EndpointSlice slice : slices) {
      changed = changed.with(slice);
    }
    return changed;
  }

  /** A cluster without the Service of this name. */
  ClusterState without(ClusterState cluster) {
    ClusterState changed = cluster.withoutService(service.name());
    for (EndpointSlice slice : cluster.slicesOf(service.name())) {
      changed = changed.withoutSlice(service.name(), slice.name());
    }
    return changed;
  }
}
