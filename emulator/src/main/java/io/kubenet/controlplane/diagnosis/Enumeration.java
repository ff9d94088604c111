package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Pod;
import java.util.Collection;
import java.util.List;

/** Lists in messages, cut where they get long. */
final class Enumeration {

  private static final int LONGEST = 3;

  private Enumeration() {}

  /** {@code a, b, c and 2 more}. */
  static String of(List<String> words) {
    String listed = String.join(", ", words.subList(0, Math.min(LONGEST, words.size())));
    return words.size() <= LONGEST ? listed : listed + " and " + (words.size() - LONGEST) + " more";
  }

  /** The names of pods of one namespace. */
  static String ofNames(Collection<Pod> pods) {
    return of(pods.stream().map(pod -> pod.name().name()).collect(ImmutableList.toImmutableList()));
  }
}
