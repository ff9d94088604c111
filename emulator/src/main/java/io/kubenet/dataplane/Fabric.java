package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.addressing.AddressBook;
import io.kubenet.chance.choice.Chance;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.Connection;
import io.kubenet.netfilter.Netfilter;
import io.kubenet.node.NodeRules;
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
  private final PolicyEngine policies;

  private Fabric(Topology topology, NodeRules rules, NodeKernels kernels, PolicyEngine policies) {
    this.topology = topology;
    this.rules = rules;
    this.kernels = kernels;
    this.policies = policies;
  }

  /** The network of a cluster that no packet has passed yet. */
  public static Fabric of(ClusterState state, FabricConfig config, NodeRules rules) {
    Topology topology = Topology.of(state, config, rules);
    return new Fabric(
        topology,
        rules,
        NodeKernels.started(topology),
        PolicyEngine.of(state, topology.layout().book()));
  }

  /** The same network after a change; this one must not be used any more. */
  public Fabric changed(ClusterState state, FabricConfig config) {
    Topology other = topology.changed(state, config);
    kernels.moveTo(other);
    return new Fabric(other, rules, kernels, policies.withState(state, other.layout().book()));
  }

  /** This network to try things on: what packets leave there is not left here. */
  public Fabric scratch() {
    return new Fabric(topology, rules, kernels.overlay(), policies);
  }

  /**
   * This network to try things on at a time that nobody knows: schedulers that take servers in turn
   * may be at any of them. What packets leave there is not left here.
   */
  public Fabric scratchAtAnyTime() {
    return new Fabric(topology, rules, kernels.overlayAtAnyTime(), policies);
  }

  /**
   * The addresses of a place, the primary one first.
   *
   * @throws IllegalArgumentException if there is no such place
   */
  public List<IpAddress> addressesOf(Place place) {
    return topology.senders().at(place).addresses();
  }

  /** Makes a connection, by the way that chance decides. */
  public Exchange exchange(Attempt attempt, Chance chance, Duration now) {
    Host sender = topology.senders().at(attempt.from());
    Optional<String> failed = topology.senders().failedNodeOf(attempt.from());
    if (failed.isPresent()) {
      return Exchange.unsent(Causes.failed(failed.get()));
    }
    IpAddress destination = attempt.to().address();
    Optional<IpAddress> source = sender.sourceFor(destination);
    if (source.isEmpty()) {
      return Exchange.unsent(Causes.noRoute(sender, destination));
    }
    attempt.fromPort().ifPresent(chosen -> chance.dependOnMore());
    int port = attempt.fromPort().orElseGet(kernels::nextPort);
    return new Carrier(crossing(chance, now), attempt.via(), Answers::to)
        .exchange(sender, firstPacket(attempt, source.get(), port));
  }

  /** A connection that is not carried takes its source port too. */
  public void skipPort() {
    kernels.nextPort();
  }

  /** Makes a connection that stays open: TCP's answer is acknowledged. */
  public Exchange open(Attempt attempt, Chance chance, Duration now) {
    Exchange opening = exchange(attempt, chance, now);
    if (attempt.protocol() == Protocol.TCP && opening.served().isPresent()) {
      Conversation.of(attempt, opening)
          .ifPresent(opened -> tell(opened, TcpSegment.ACK, chance, now));
    }
    return opening;
  }

  /** Sends a further packet of a connection, and carries back the answer. */
  public Exchange send(Conversation conversation, TcpSegment segment, Chance chance, Duration now) {
    return carry(conversation, segment, conversation::answerTo, crossing(chance, now));
  }

  /** Sends a further packet of a connection, which nobody answers. */
  public void tell(Conversation conversation, TcpSegment segment, Chance chance, Duration now) {
    carry(conversation, segment, Answering.NEVER, crossing(chance, now));
  }

  private Exchange carry(
      Conversation conversation, TcpSegment segment, Answering answering, Crossing crossing) {
    Attempt attempt = conversation.attempt();
    Optional<String> failed = topology.senders().failedNodeOf(attempt.from());
    if (failed.isPresent()) {
      return Exchange.unsent(Causes.failed(failed.get()));
    }
    return new Carrier(crossing, attempt.via(), answering)
        .exchange(topology.senders().at(attempt.from()), conversation.next(segment));
  }

  private Crossing crossing(Chance chance, Duration now) {
    return new Crossing(topology, this::kernel, policies, chance, now);
  }

  /** Who has which address. */
  public AddressBook book() {
    return topology.layout().book();
  }

  /** The nodes that packets have reached: those whose kernels know anything. */
  public List<String> reachedNodes() {
    return kernels.known();
  }

  /** The connections that a node's kernel knows. */
  public List<Connection> connections(String node, Duration now) {
    return kernels.known(node).map(kernel -> kernel.connections(now)).orElse(ImmutableList.of());
  }

  /** Makes a node's kernel forget connections. */
  public void forget(String node, List<Connection> connections) {
    kernels.known(node).ifPresent(kernel -> kernel.forget(connections));
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
