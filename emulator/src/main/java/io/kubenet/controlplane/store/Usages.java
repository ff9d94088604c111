package io.kubenet.controlplane.store;

import io.kubenet.controlplane.pod.PodAffinity;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/** What all nodes' Pods take of them, and which Pods have an opinion of others; persistent. */
final class Usages {

  static final Usages EMPTY = new Usages(TreePMap.empty(), TreePSet.empty());

  private final PMap<String, NodeUsage> byNode;
  private final PSet<ObjectName> choosy;

  private Usages(PMap<String, NodeUsage> byNode, PSet<ObjectName> choosy) {
    this.byNode = byNode;
    this.choosy = choosy;
  }

  NodeUsage of(String node) {
    return byNode.getOrDefault(node, NodeUsage.NONE);
  }

  Collection<ObjectName> choosy() {
    return choosy;
  }

  Usages with(PodObject pod) {
    if (takesNothing(pod)) {
      return this;
    }
    String node = pod.nodeName().orElseThrow();
    return new Usages(
        byNode.plus(node, of(node).with(pod)), isChoosy(pod) ? choosy.plus(pod.name()) : choosy);
  }

  Usages without(PodObject pod) {
    if (takesNothing(pod)) {
      return this;
    }
    String node = pod.nodeName().orElseThrow();
    return new Usages(byNode.plus(node, of(node).without(pod)), choosy.minus(pod.name()));
  }

  private static boolean takesNothing(PodObject pod) {
    return pod.nodeName().isEmpty() || pod.isFinished();
  }

  private static boolean isChoosy(PodObject pod) {
    return !pod.spec().placement().affinity().equals(PodAffinity.NONE);
  }
}
