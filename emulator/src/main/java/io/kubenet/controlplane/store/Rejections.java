package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableSortedSet;
import io.kubenet.model.ObjectName;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The Pods without a node, oldest first, and which filters of the scheduler say why. */
public final class Rejections {

  static final Rejections EMPTY = new Rejections(TreePMap.empty(), TreePMap.empty());

  private final PSortedMap<Long, ObjectName> byAge;
  private final PMap<ObjectName, SortedSet<String>> filters;

  private Rejections(
      PSortedMap<Long, ObjectName> byAge, PMap<ObjectName, SortedSet<String>> filters) {
    this.byAge = byAge;
    this.filters = filters;
  }

  /** The Pods, oldest first. */
  public Collection<ObjectName> pods() {
    return byAge.values();
  }

  /** The filters that rejected a Pod; none if there was no node to reject. */
  public SortedSet<String> filters(ObjectName pod) {
    return filters.getOrDefault(pod, ImmutableSortedSet.of());
  }

  /** With a Pod that found no node. */
  public Rejections with(long age, ObjectName pod, SortedSet<String> rejecting) {
    return new Rejections(
        byAge.plus(age, pod), filters.plus(pod, ImmutableSortedSet.copyOf(rejecting)));
  }

  /** Without the Pods that are gone. */
  public Rejections onlyOf(Pods pods) {
    Rejections left = this;
    for (Map.Entry<Long, ObjectName> pod : byAge.entrySet()) {
      boolean isThere =
          pods.get(pod.getValue()).filter(there -> there.age() == pod.getKey()).isPresent();
      left = isThere ? left : left.without(pod.getKey(), pod.getValue());
    }
    return left;
  }

  /** Without a Pod. */
  public Rejections without(long age, ObjectName pod) {
    return new Rejections(byAge.minus(age), filters.minus(pod));
  }
}
