package io.kubenet;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.NearestName;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.List;
import java.util.Optional;

/**
 * Finds the Service that was meant by a name that nobody knows.
 *
 * @param state where to look
 */
record NearestService(ClusterState state) {

  /**
   * A sentence that names it; empty if none is near.
   *
   * @param name what was asked: {@code apy}, {@code api.shp.svc.cluster.local}
   * @param namespace the namespace of who asked
   */
  Optional<String> hint(String name, String namespace) {
    List<String> labels = Splitter.on('.').splitToList(Ascii.toLowerCase(name));
    boolean isOfServices = labels.size() <= 2 || labels.get(2).equals("svc");
    ObjectName asked =
        new ObjectName(labels.size() == 1 ? namespace : labels.get(1), labels.get(0));
    return isOfServices && state.service(asked).isEmpty() ? nearTo(asked) : Optional.empty();
  }

  private Optional<String> nearTo(ObjectName asked) {
    List<String> near =
        state.services().stream()
            .map(Service::name)
            .filter(service -> isNear(asked.name(), service.name()))
            .filter(service -> isNear(asked.namespace(), service.namespace()))
            .map(ObjectName::toString)
            .collect(ImmutableList.toImmutableList());
    return NearestName.of(asked.toString(), near)
        .map(meant -> "no Service '" + asked + "'; did you mean '" + meant + "'?");
  }

  private static boolean isNear(String name, String known) {
    return NearestName.of(name, ImmutableList.of(known)).isPresent();
  }
}
