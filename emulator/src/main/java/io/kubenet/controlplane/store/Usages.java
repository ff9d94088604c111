package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** What all nodes' Pods take of them, and which Pods keep others away; persistent. */
final class Usages {

  static final Usages EMPTY = new Usages(TreePMap.empty(), TreePSet.empty());

  private final PMap<String, NodeUsage> byNode;
  private final PSet<ObjectName> guards;

  private Usages(PMap<String, NodeUsage> byNode, PSet<ObjectName> guards) {
    this.byNode = byNode;
    this.guards = guards;
  }

  NodeUsage of(String node) {
    return byNode.getOrDefault(node, NodeUsage.NONE);
  }

  Collection<ObjectName> guards() {
    return guards;
  }

  Usages with(PodObject pod) {
    if (takesNothing(pod)) {
      return this;
    }
    String node = pod.nodeName().orElseThrow();
    return new Usages(
        byNode.plus(node, of(node).with(pod)), isGuard(pod) ? guards.plus(pod.name()) : guards);
  }

  Usages without(PodObject pod) {
    if (takesNothing(pod)) {
      return this;
    }
    String node = pod.nodeName().orElseThrow();
    return new Usages(byNode.plus(node, of(node).without(pod)), guards.minus(pod.name()));
  }

  private static boolean takesNothing(PodObject pod) {
    return pod.nodeName().isEmpty() || pod.isFinished();
  }

  private static boolean isGuard(PodObject pod) {
    return !pod.spec().placement().affinity().apart().isEmpty();
  }
}
