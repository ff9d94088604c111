package io.kubenet.controlplane.diagnosis;

import io.kubenet.model.Service;
import java.util.stream.Collectors;

/** The ports of a Service in messages. */
final class ServicePorts {

  private ServicePorts() {}

  /** {@code 80/TCP, 53/UDP}; {@code none}. */
  static String of(Service service) {
    return service.ports().isEmpty()
        ? "none"
        : service.ports().stream()
            .map(port -> port.port() + "/" + port.protocol())
            .collect(Collectors.joining(", "));
  }
}
