package io.kubenet.policy;

import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.PortReference;
import io.kubenet.net.Protocol;
import java.util.Optional;

/** A rule's condition on the destination port. */
interface PortMatcher {

  boolean matches(Flow flow);

  static PortMatcher of(NetworkPolicy.Port port) {
    if (port.port().isEmpty()) {
      return new Range(port.protocol(), 0, 65535);
    }
    if (port.port().get() instanceof PortReference.Numbered numbered) {
      int first = numbered.number();
      return new Range(port.protocol(), first, port.endPort().orElse(first));
    }
    return new Named(port.port().get().toString(), Optional.of(port.protocol()));
  }

  static PortMatcher of(AdminPolicyRule.Port port) {
    if (port instanceof AdminPolicyRule.PortRange range) {
      return new Range(range.protocol(), range.first(), range.last());
    }
    return new Named(((AdminPolicyRule.NamedPort) port).name(), Optional.empty());
  }

  /** Ports of a protocol by their numbers. */
  record Range(Protocol protocol, int first, int last) implements PortMatcher {
    @Override
    public boolean matches(Flow flow) {
      int port = flow.packet().destinationPort();
      return flow.packet().protocol() == protocol && first <= port && port <= last;
    }
  }

  /** The port that a container of the destination declares by a name. */
  record Named(String name, Optional<Protocol> protocol) implements PortMatcher {
    @Override
    public boolean matches(Flow flow) {
      return flow.destinationPorts().stream().anyMatch(port -> isMeant(port, flow));
    }

    private boolean isMeant(ContainerPort port, Flow flow) {
      return port.name().equals(name)
          && protocol.map(port.protocol()::equals).orElse(true)
          && port.protocol() == flow.packet().protocol()
          && port.number() == flow.packet().destinationPort();
    }
  }
}
