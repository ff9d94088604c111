package io.kubenet.kubeproxy.services;

import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.PortOfService;
import io.kubenet.meaning.Role;
import io.kubenet.model.ObjectName;
import io.kubenet.net.Protocol;
import java.util.Comparator;

/**
 * The name of a port of a Service.
 *
 * @param service the Service
 * @param port the port's name; empty if it has none
 * @param protocol TCP, UDP or SCTP
 */
public record ServicePortName(ObjectName service, String port, Protocol protocol)
    implements Comparable<ServicePortName> {

  private static final Comparator<ServicePortName> ORDER =
      Comparator.comparing(ServicePortName::service)
          .thenComparing(ServicePortName::port)
          .thenComparing(ServicePortName::protocol);

  @Override
  public int compareTo(ServicePortName other) {
    return ORDER.compare(this, other);
  }

  /** What a rule does for this port. */
  public Meaning meaning(Role role) {
    return Meaning.of(role, asPort());
  }

  /** It as rules name it whose meaning is said. */
  public PortOfService asPort() {
    return new PortOfService(service.toString(), port);
  }

  /** {@code shop/api:http}; {@code shop/api} for a port without a name. */
  @Override
  public String toString() {
    return port.isEmpty() ? service.toString() : service + ":" + port;
  }
}
