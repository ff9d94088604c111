package io.kubenet.ruleset.iptables.match;

import io.kubenet.net.Protocol;
import io.kubenet.ruleset.PortRange;
import java.util.Optional;

/**
 * The module of TCP, UDP or SCTP: {@code -m tcp --dport 80}. Without options it asks for the
 * protocol alone.
 *
 * @param protocol the protocol; one that has ports
 * @param sourcePorts {@code --sport}
 * @param destinationPorts {@code --dport}
 * @param flags {@code --tcp-flags}; TCP's alone
 */
public record TransportMatch(
    Protocol protocol,
    Optional<Negatable<PortRange>> sourcePorts,
    Optional<Negatable<PortRange>> destinationPorts,
    Optional<Negatable<TcpFlags>> flags)
    implements Match {

  /** Every endpoint has a rule with one of these. */
  private static final TransportMatch TCP = withoutOptions(Protocol.TCP);

  private static final TransportMatch UDP = withoutOptions(Protocol.UDP);

  public TransportMatch {
    if (!protocol.hasPorts()) {
      throw new IllegalArgumentException(protocol + " has no ports");
    }
    if (protocol != Protocol.TCP && flags.isPresent()) {
      throw new IllegalArgumentException(protocol + " has no TCP flags");
    }
    sourcePorts = withoutAll(sourcePorts);
    destinationPorts = withoutAll(destinationPorts);
  }

  /** The module without options. */
  public static TransportMatch any(Protocol protocol) {
    return switch (protocol) {
      case TCP -> TCP;
      case UDP -> UDP;
      default -> withoutOptions(protocol);
    };
  }

  private static TransportMatch withoutOptions(Protocol protocol) {
    return new TransportMatch(protocol, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static TransportMatch destinationPort(Protocol protocol, int port) {
    return any(protocol).withDestinationPorts(Negatable.is(PortRange.of(port)));
  }

  public TransportMatch withDestinationPorts(Negatable<PortRange> ports) {
    return new TransportMatch(protocol, sourcePorts, Optional.of(ports), flags);
  }

  public TransportMatch withFlags(Negatable<TcpFlags> compared) {
    return new TransportMatch(protocol, sourcePorts, destinationPorts, Optional.of(compared));
  }

  @Override
  public String text() {
    return "-m "
        + protocol.lowerCase()
        + sourcePorts.map(ports -> " " + ports.text("--sport")).orElse("")
        + destinationPorts.map(ports -> " " + ports.text("--dport")).orElse("")
        + flags.map(compared -> " " + compared.text("--tcp-flags")).orElse("");
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }

  /** The kernel's default is all ports, so iptables-save doesn't print them. */
  private static Optional<Negatable<PortRange>> withoutAll(Optional<Negatable<PortRange>> ports) {
    return ports.filter(range -> !range.equals(Negatable.is(PortRange.ALL)));
  }
}
