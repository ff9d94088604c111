package io.kubenet.controlplane.diagnosis;

import io.kubenet.finding.FindingKind;
import io.kubenet.model.Service;
import java.util.Optional;

/** Services that kube-proxy leaves to another proxy. */
final class LeftToOthers {

  private static final String LABEL = "service.kubernetes.io/service-proxy-name";

  private LeftToOthers() {}

  /** The name of the other proxy. */
  static Optional<String> proxy(Service service) {
    return Optional.ofNullable(service.labels().get(LABEL));
  }

  static Optional<Raw> find(Service service) {
    return service.clusterIps().isEmpty()
        ? Optional.empty()
        : proxy(service)
            .map(
                proxy ->
                    Raw.warning(
                        FindingKind.OTHER_PROXY,
                        "metadata.labels",
                        "is left to proxy '%s' by its label %s: kube-proxy writes no rules for it"
                            .formatted(proxy, LABEL),
                        "take the label away, or run that proxy, which is not modelled"));
  }
}
