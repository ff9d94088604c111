package io.kubenet.dataplane;

import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The network stacks of a topology: one for each node and pod, made when it is first met. */
final class Hosts {

  private final Layout layout;
  private final Map<String, NodeHost> nodes = new LinkedHashMap<>();
  private final Map<ObjectName, PodHost> pods = new LinkedHashMap<>();

  Hosts(Layout layout) {
    this.layout = layout;
  }

  NodeHost of(Node node) {
    return nodes.computeIfAbsent(node.name(), name -> new NodeHost(layout, node));
  }

  /** The stack of a pod that does not live in its node's. */
  PodHost of(Pod pod, Node node) {
    NodeHost around = of(node);
    return pods.computeIfAbsent(pod.name(), name -> new PodHost(pod, around));
  }

  Host outside(IpAddress address) {
    return new OutsideHost(layout, address);
  }
}
