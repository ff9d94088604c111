package io.kubenet.dataplane;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Choice;
import io.kubenet.model.Node;
import io.kubenet.net.Packet;
import io.kubenet.policy.PolicyEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is around an exchange of packets.
 *
 * @param topology where everything is
 * @param kernels the nodes' kernels, with what earlier packets left there
 * @param policies the network policies
 * @param chance decides what is left to chance
 * @param now the virtual time
 */
record Crossing(
    Topology topology, Kernels kernels, PolicyEngine policies, Chance chance, Duration now) {

  /** The node that the world outside sends a packet to: one of those that take it. */
  Optional<Node> routerFor(Packet packet) {
    List<Node> nodes = topology.layout().nodesFor(packet);
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(nodes.get(nodes.size() == 1 ? 0 : chance.choose(Choice.even(nodes.size()))));
  }
}
