package io.kubenet.controlplane.kubelet;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A node's kubelet: it starts Pods, and asks the network plug-in for their addresses. */
public final class Kubelet {

  /** The first address of a block is the network's, the second its bridge's. */
  private static final int FIRST_POD = 2;

  private final Node node;
  private final Predicate<IpAddress> isTaken;

  /**
   * The kubelet of a node.
   *
   * @param isTaken whether an address is in use
   */
  public Kubelet(Node node, Predicate<IpAddress> isTaken) {
    this.node = node;
    this.isTaken = isTaken;
  }

  /**
   * A Pod that is bound to the node, when it runs; what a manifest says of its status stays. Where
   * the network plug-in has no address left, it does not start.
   */
  public PodObject start(PodObject pod, Unready unready) {
    PodStatus status = pod.status();
    Optional<List<IpAddress>> addresses = addresses(pod);
    if (addresses.isEmpty()) {
      return pod;
    }
    if (!status.isReported()) {
      return pod.with(PodStatus.running(node.isReady() && !unready.holds(pod), addresses.get()));
    }
    return status.phase() == Pod.Phase.RUNNING ? pod.with(status.withIps(addresses.get())) : pod;
  }

  private Optional<List<IpAddress>> addresses(PodObject pod) {
    if (!pod.status().ips().isEmpty()) {
      return Optional.of(pod.status().ips());
    }
    if (pod.spec().isHostNetwork()) {
      return Optional.of(node.internalIps());
    }
    List<IpAddress> free = node.podCidrs().stream().flatMap(block -> free(block).stream()).toList();
    return Optional.of(free).filter(addresses -> addresses.size() == node.podCidrs().size());
  }

  private Optional<IpAddress> free(Cidr block) {
    for (long index = FIRST_POD; block.contains(block.at(index)); index++) {
      if (!isTaken.test(block.at(index)) && !isBroadcast(block, block.at(index))) {
        return Optional.of(block.at(index));
      }
    }
    return Optional.empty();
  }

  private static boolean isBroadcast(Cidr block, IpAddress address) {
    return address.isIpv4() && !block.contains(address.plus(1));
  }
}
