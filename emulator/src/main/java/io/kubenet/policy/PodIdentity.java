package io.kubenet.policy;

import java.util.Map;

/**
 * What selectors see of a pod: pods of one identity are selected alike, so what was found for one
 * holds for all. Its hash is kept, as every memory of the engine is asked by it.
 */
final class PodIdentity {

  private final String namespace;
  private final Map<String, String> namespaceLabels;
  private final Map<String, String> podLabels;
  private final int hash;

  PodIdentity(
      String namespace, Map<String, String> namespaceLabels, Map<String, String> podLabels) {
    this.namespace = namespace;
    this.namespaceLabels = namespaceLabels;
    this.podLabels = podLabels;
    this.hash = 31 * namespace.hashCode() + podLabels.hashCode();
  }

  String namespace() {
    return namespace;
  }

  Map<String, String> namespaceLabels() {
    return namespaceLabels;
  }

  Map<String, String> podLabels() {
    return podLabels;
  }

  /** Namespaces have one set of labels each, so their names tell them apart. */
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof PodIdentity identity && isSame(identity));
  }

  private boolean isSame(PodIdentity other) {
    return hash == other.hash
        && namespace.equals(other.namespace)
        && podLabels.equals(other.podLabels);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return namespace + " " + podLabels;
  }
}
