package io.kubenet.policy;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists in messages, cut where they get long. */
final class Names {

  private static final int LONGEST = 5;

  /** Labels that controllers give to Pods. */
  private static final ImmutableSet<String> MADE =
      ImmutableSet.of(
          "pod-template-hash",
          "controller-revision-hash",
          "pod-template-generation",
          "controller-uid",
          "batch.kubernetes.io/controller-uid");

  private Names() {}

  /** {@code shop/api-1, shop/api-2 and 3 more}. */
  static String of(Collection<Pod> pods) {
    return join(pods.stream().map(pod -> pod.name().toString()).toList());
  }

  /** {@code app=api; app=web,tier=front}; without the hashes that controllers add. */
  static String ofLabels(Collection<Pod> pods) {
    List<String> labels =
        pods.stream()
            .map(pod -> LabelSelector.ofLabels(written(pod.labels())).toString())
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    return labels.isEmpty()
        ? "none"
        : labels.stream().limit(LONGEST).collect(Collectors.joining("; "));
  }

  private static Map<String, String> written(Map<String, String> labels) {
    return Maps.filterKeys(labels, key -> !MADE.contains(key));
  }

  static String join(List<String> names) {
    String listed = names.stream().limit(LONGEST).collect(Collectors.joining(", "));
    return names.size() <= LONGEST ? listed : listed + " and " + (names.size() - LONGEST) + " more";
  }
}
