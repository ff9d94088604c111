package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of Pods that a selector which matches none may have meant. */
final class NearestLabels {

  private NearestLabels() {}

  /** {@code did you mean app=api-service? 3 ready pods}; empty where nothing is near. */
  static Optional<String> hint(Map<String, String> selector, Collection<Pod> pods) {
    return selector.entrySet().stream()
        .filter(label -> pods.stream().noneMatch(pod -> has(pod, label)))
        .findFirst()
        .flatMap(label -> nearest(label, pods))
        .map(near -> "did you mean %s? %d ready pods".formatted(near, ready(near, pods)));
  }

  private static boolean has(Pod pod, Map.Entry<String, String> label) {
    return label.getValue().equals(pod.labels().get(label.getKey()));
  }

  private static Optional<String> nearest(Map.Entry<String, String> label, Collection<Pod> pods) {
    String wanted = label.getKey() + "=" + label.getValue();
    return candidates(label, pods).stream()
        .min(Comparator.comparing((String near) -> distance(wanted, near)).thenComparing(n -> n))
        .filter(near -> isNear(wanted, near));
  }

  private static List<String> candidates(Map.Entry<String, String> label, Collection<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> pod.labels().entrySet().stream())
        .filter(l -> l.getKey().equals(label.getKey()) || l.getValue().equals(label.getValue()))
        .map(l -> l.getKey() + "=" + l.getValue())
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** A name that holds the other is near, whatever its length: Helm charts rename so. */
  private static boolean isNear(String wanted, String near) {
    return near.startsWith(wanted)
        || wanted.startsWith(near)
        || distance(wanted, near) <= Math.max(2, wanted.length() / 2);
  }

  private static long ready(String label, Collection<Pod> pods) {
    return pods.stream()
        .filter(Pod::isReady)
        .filter(p -> p.labels().entrySet().stream().anyMatch(l -> label.equals(l.toString())))
        .count();
  }

  /** The number of letters to change, add or remove (Levenshtein). */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
