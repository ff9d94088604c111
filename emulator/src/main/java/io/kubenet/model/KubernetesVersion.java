package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A version of Kubernetes whose behaviour is modelled.
 *
 * @param minor the number behind {@code 1.}
 */
public record KubernetesVersion(int minor) implements Comparable<KubernetesVersion> {

  private static final List<Integer> MODELLED = ImmutableList.of(23, 31, 32, 33, 34, 35, 36);

  /** The newest one that is modelled. */
  public static final KubernetesVersion LATEST = new KubernetesVersion(36);

  public KubernetesVersion {
    if (!MODELLED.contains(minor)) {
      throw new IllegalArgumentException(
          "Kubernetes version '1." + minor + "' is not modelled; modelled: " + modelled());
    }
  }

  /**
   * Reads {@code 1.36}; a {@code v} before it is passed over.
   *
   * @throws IllegalArgumentException if the text is no version that is modelled
   */
  public static KubernetesVersion of(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    for (int minor : MODELLED) {
      if (plain.equals("1." + minor)) {
        return new KubernetesVersion(minor);
      }
    }
    throw new IllegalArgumentException(
        "Kubernetes version '" + text + "' is not modelled; modelled: " + modelled());
  }

  /** Whether it is {@code 1.minor} or newer. */
  public boolean isAtLeast(int otherMinor) {
    return minor >= otherMinor;
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return Integer.compare(minor, other.minor);
  }

  /** {@code 1.36}. */
  @Override
  public String toString() {
    return "1." + minor;
  }

  private static String modelled() {
    return String.join(", ", MODELLED.stream().map(minor -> "1." + minor).toList());
  }
}
