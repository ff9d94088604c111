package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.workload.StatefulSet;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is wrong with the Service that is to give the Pods of a StatefulSet their names.
 *
 * @param cluster where the Service is
 * @param set the StatefulSet
 */
record StatefulSetFindings(ClusterState cluster, StatefulSet set) {

  private static final String FIELD = "spec.serviceName";

  List<Raw> find() {
    return set.serviceName().flatMap(this::about).stream().collect(ImmutableList.toImmutableList());
  }

  private Optional<Raw> about(String name) {
    Optional<Service> named = cluster.service(new ObjectName(namespace(), name));
    String remedy =
        meant()
            .map(other -> "did you mean '" + other + "', which selects its pods?")
            .orElse("add a headless Service of this name that selects its pods");
    if (named.isEmpty()) {
      return Optional.of(
          Raw.warning(
              FindingKind.STATEFUL_SET_SERVICE_NAME,
              FIELD,
              "there is no Service '%s' in namespace '%s': its pods have no names"
                  .formatted(name, namespace()),
              remedy));
    }
    return selectsPods(named.orElseThrow())
        ? Optional.empty()
        : Optional.of(
            Raw.warning(
                FindingKind.STATEFUL_SET_SERVICE_NAME,
                FIELD,
                "Service '" + name + "' does not select its pods: they have no names",
                remedy));
  }

  private Optional<String> meant() {
    return cluster.services().stream()
        .filter(service -> service.name().namespace().equals(namespace()))
        .filter(Service::isHeadless)
        .filter(this::selectsPods)
        .map(service -> service.name().name())
        .findFirst();
  }

  /** Without a selector, somebody else writes its EndpointSlices, perhaps with these pods. */
  private boolean selectsPods(Service service) {
    Map<String, String> labels = set.template().labels();
    return labels.entrySet().containsAll(service.selector().entrySet());
  }

  private String namespace() {
    return set.key().name().namespace();
  }
}
