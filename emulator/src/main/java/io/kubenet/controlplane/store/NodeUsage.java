package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.Owner;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.ContainerPort;
import java.util.Collection;
import java.util.Map;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * What the Pods on a node take of it; those that have finished take nothing.
 *
 * @param pods how many there are
 * @param active how many of them do not terminate
 * @param requested the resources that they request
 * @param owners how many of those that do not terminate belong to each controller
 * @param hostPorts the ports of the node that they have
 */
public record NodeUsage(
    int pods,
    int active,
    PMap<String, Long> requested,
    PMap<Owner, Integer> owners,
    PVector<ContainerPort> hostPorts) {

  static final NodeUsage NONE =
      new NodeUsage(0, 0, TreePMap.empty(), TreePMap.empty(), TreePVector.empty());

  NodeUsage with(PodObject pod) {
    return new NodeUsage(
        pods + 1,
        active + active(pod),
        sum(pod, 1),
        owners(pod, 1),
        hostPorts.plusAll(hostPortsOf(pod)));
  }

  NodeUsage without(PodObject pod) {
    PVector<ContainerPort> ports = hostPorts;
    for (ContainerPort port : hostPortsOf(pod)) {
      ports = ports.minus(port);
    }
    return new NodeUsage(pods - 1, active - active(pod), sum(pod, -1), owners(pod, -1), ports);
  }

  private PMap<String, Long> sum(PodObject pod, int sign) {
    PMap<String, Long> sum = requested;
    for (Map.Entry<String, Long> request : pod.spec().placement().requests().entrySet()) {
      long before = sum.getOrDefault(request.getKey(), 0L);
      sum = sum.plus(request.getKey(), before + sign * request.getValue());
    }
    return sum;
  }

  private PMap<Owner, Integer> owners(PodObject pod, int sign) {
    return pod.metadata()
        .owner()
        .filter(owner -> pod.isActive())
        .map(owner -> owners.plus(owner, owners.getOrDefault(owner, 0) + sign))
        .orElse(owners);
  }

  private static int active(PodObject pod) {
    return pod.isActive() ? 1 : 0;
  }

  private static Collection<ContainerPort> hostPortsOf(PodObject pod) {
    return pod.spec().ports().stream().filter(port -> port.hostPort().isPresent()).toList();
  }
}
