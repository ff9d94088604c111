package io.kubenet.dataplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Netfilter;
import io.kubenet.netfilter.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The kernels of the nodes, each made when a packet first reaches it, and kept: they outlive the
 * topology and the rules that they are asked about.
 */
final class NodeKernels {

  /** Linux' ip_local_port_range. */
  private static final int FIRST_PORT = 32768;

  private static final int PORTS = 28232;

  private final Optional<NodeKernels> below;
  private final Map<String, Netfilter> kernels = new LinkedHashMap<>();
  private Topology topology;
  private int portsTaken;
  private UnaryOperator<Netfilter> starting = Netfilter::overlay;

  private NodeKernels(Optional<NodeKernels> below, Topology topology) {
    this.below = below;
    this.topology = topology;
  }

  static NodeKernels started(Topology topology) {
    return new NodeKernels(Optional.empty(), topology);
  }

  /** Kernels that start as these are now; what packets leave there is not left here. */
  NodeKernels overlay() {
    NodeKernels overlay = new NodeKernels(Optional.of(this), topology);
    overlay.portsTaken = portsTaken;
    return overlay;
  }

  /** Kernels that start as these may be at any time: rotations may be anywhere. */
  NodeKernels overlayAtAnyTime() {
    NodeKernels overlay = overlay();
    overlay.starting = Netfilter::overlayAtAnyTime;
    return overlay;
  }

  /** The nodes are in another topology now. */
  void moveTo(Topology other) {
    topology = other;
  }

  /** The kernel of a node, with these rules. */
  Netfilter kernel(String node, Program program) {
    Netfilter known = kernel(node);
    if (known.hasProgram(program)) {
      return known;
    }
    Netfilter changed = known.withProgram(program);
    kernels.put(node, changed);
    return changed;
  }

  private Netfilter kernel(String node) {
    return kernels.computeIfAbsent(node, this::start);
  }

  /** The kernel of a node that a packet has reached already. */
  Optional<Netfilter> known(String node) {
    return Optional.ofNullable(kernels.get(node));
  }

  /** The nodes that a packet has reached already. */
  List<String> known() {
    return ImmutableList.copyOf(kernels.keySet());
  }

  private Netfilter start(String node) {
    return below
        .map(kernelsBelow -> starting.apply(kernelsBelow.kernel(node)))
        .orElseGet(() -> new Netfilter(Program.EMPTY, new NodeNetwork(() -> host(node))));
  }

  private NodeHost host(String node) {
    return topology.senders().node(node);
  }

  /** Takes a source port, so that the next connection has another. */
  int nextPort() {
    return FIRST_PORT + portsTaken++ % PORTS;
  }
}
