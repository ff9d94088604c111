package io.kubenet.controlplane.kubelet;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.store.Store;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A node's kubelet: it starts Pods, and asks the network plug-in for their addresses. */
public final class Kubelet {

  private final Node node;
  private final Supplier<Optional<List<IpAddress>>> freeAddresses;

  /**
   * The kubelet of a node.
   *
   * @param plugin what gives its Pods their addresses
   * @param store what is in the cluster
   */
  public Kubelet(Node node, NetworkPlugin plugin, Store store) {
    this.node = node;
    this.freeAddresses = () -> plugin.free(node, store);
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
    return freeAddresses.get();
  }
}
