package io.kubenet.dataplane;

import io.kubenet.chance.Chance;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.Netfilter;
import io.kubenet.policy.PolicyEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The network of a cluster: carries packets from host to host, and what comes back.
 *
 * <p>It remembers what packets leave in the kernels that they pass. A changed cluster, or changed
 * rules, make another fabric with the same kernels: established connections live on.
 */
public final class Fabric {

  private final Topology topology;
  private final NodeRules rules;
  private final NodeKernels kernels;
  private final NetworkPolicies policies;

  private Fabric(
      Topology topology, NodeRules rules, NodeKernels kernels, NetworkPolicies policies) {
    this.topology = topology;
    this.rules = rules;
    this.kernels = kernels;
    this.policies = policies;
  }

  /** The network of a cluster that no packet has passed yet. */
  public static Fabric of(ClusterState state, FabricConfig config, NodeRules rules) {
    Topology topology = new Topology(state, config);
    return new Fabric(
        topology,
        rules,
        NodeKernels.started(topology),
        new NetworkPolicies(PolicyEngine.of(state)));
  }

  /** The same network after a change; this one must not be used any more. */
  public Fabric changed(ClusterState state, FabricConfig config) {
    Topology other = new Topology(state, config);
    kernels.moveTo(other);
    return new Fabric(
        other, rules, kernels, new NetworkPolicies(policies.engine().withState(state)));
  }

  /** This network to try things on: what packets leave there is not left here. */
  public Fabric scratch() {
    return new Fabric(topology, rules, kernels.overlay(), policies);
  }

  /**
   * The addresses of a place, the primary one first.
   *
   * @throws IllegalArgumentException if there is no such place
   */
  public List<IpAddress> addressesOf(Place place) {
    return topology.hostOf(place).addresses();
  }

  /** Makes a connection, by the way that chance decides. */
  public Exchange exchange(Attempt attempt, Chance chance, Duration now) {
    Host sender = topology.hostOf(attempt.from());
    IpAddress destination = attempt.to().address();
    Optional<IpAddress> source = sender.sourceFor(destination);
    if (source.isEmpty()) {
      return Exchange.unsent(Causes.noRoute(sender, destination));
    }
    Crossing crossing = new Crossing(topology, this::kernel, policies, chance, now);
    return new Carrier(crossing, attempt.via())
        .exchange(sender, firstPacket(attempt, source.get(), kernels.nextPort()));
  }

  private Netfilter kernel(NodeHost node) {
    return kernels.kernel(node.name(), rules.of(node.name()));
  }

  private static Packet firstPacket(Attempt attempt, IpAddress source, int port) {
    if (attempt.protocol().hasPorts()) {
      return Packet.first(attempt.protocol(), new IpPort(source, port), attempt.to());
    }
    return new Packet(
        attempt.protocol(),
        source,
        0,
        attempt.to().address(),
        0,
        IcmpMessage.echoRequest(source.family(), port));
  }
}
