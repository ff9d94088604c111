package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A networking.k8s.io/v1 NetworkPolicy.
 *
 * @param name its name
 * @param podSelector the pods of its namespace that it isolates
 * @param ingress what may come in: any of these rules; empty if it does not isolate for ingress
 * @param egress what may go out: any of these rules; empty if it does not isolate for egress
 */
public record NetworkPolicy(
    ObjectName name,
    LabelSelector podSelector,
    Optional<List<Rule>> ingress,
    Optional<List<Rule>> egress) {

  /**
   * Lets through what matches a peer and a port.
   *
   * @param peers who is on the other side; empty for everybody
   * @param ports which ports; empty for all
   */
  public record Rule(List<Peer> peers, List<Port> ports) {

    public Rule {
      peers = ImmutableList.copyOf(peers);
      ports = ImmutableList.copyOf(ports);
    }
  }

  /** Who is on the other side. */
  public sealed interface Peer {}

  /**
   * Pods by their labels.
   *
   * @param namespaceSelector their namespaces; empty for the policy's own
   * @param podSelector the pods; empty for all pods of those namespaces
   */
  public record PodPeer(
      Optional<LabelSelector> namespaceSelector, Optional<LabelSelector> podSelector)
      implements Peer {}

  /**
   * Addresses.
   *
   * @param cidr the block
   * @param except blocks that are left out of it
   */
  public record IpBlock(Cidr cidr, List<Cidr> except) implements Peer {

    public IpBlock {
      except = ImmutableList.copyOf(except);
    }

    public boolean contains(IpAddress address) {
      return cidr.contains(address) && except.stream().noneMatch(left -> left.contains(address));
    }
  }

  /**
   * Ports of one protocol.
   *
   * @param protocol TCP, UDP or SCTP
   * @param port the port; empty for all
   * @param endPort the last port of a range that starts at a port given by its number
   */
  public record Port(Protocol protocol, Optional<PortReference> port, OptionalInt endPort) {}

  public NetworkPolicy {
    ingress = ingress.map(ImmutableList::copyOf);
    egress = egress.map(ImmutableList::copyOf);
  }
}
