package io.kubenet.controlplane;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ManifestObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order in which controllers see objects change that change together.
 *
 * @param before the API server before
 * @param after the API server after
 */
record ChangeOrder(ApiServer before, ApiServer after) {

  private static final ImmutableList<String> NODES_FIRST = ImmutableList.of("Namespace", "Node");

  /** The order in which what is in a namespace goes; other kinds go before. */
  private static final ImmutableList<String> GONE_LAST = ImmutableList.of("ReplicaSet", "Pod");

  /** What was sent or made for it: namespaces and nodes first, then in the order sent. */
  List<ObjectKey> come(List<ManifestObject> sent) {
    Stream<ObjectKey> made = after.keys().filter(key -> !before.has(key));
    return Stream.concat(
            sent.stream().map(ObjectKey::of).filter(key -> !key.name().isEmpty()), made)
        .distinct()
        .sorted(Comparator.comparing(key -> !NODES_FIRST.contains(key.kind())))
        .collect(ImmutableList.toImmutableList());
  }

  /** What is there no more, what makes Pods before its Pods. */
  List<ObjectKey> gone() {
    return before
        .keys()
        .filter(key -> !after.has(key))
        .sorted(Comparator.comparing(key -> GONE_LAST.indexOf(key.kind())))
        .collect(ImmutableList.toImmutableList());
  }
}
