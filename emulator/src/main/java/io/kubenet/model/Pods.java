package io.kubenet.model;

import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The pods of a cluster.
 *
 * @param stored the pods
 * @param changes those that were changed
 */
record Pods(PMap<ObjectName, Pod> stored, Journal changes) {

  static final Pods NONE = new Pods(TreePMap.empty(), Journal.EMPTY);

  Optional<Pod> get(ObjectName name) {
    return Optional.ofNullable(stored.get(name));
  }

  Pods with(Pod pod) {
    return new Pods(stored.plus(pod.name(), pod), changes.with(pod.name()));
  }

  Pods without(ObjectName name) {
    return new Pods(stored.minus(name), changes.with(name));
  }
}
