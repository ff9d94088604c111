package io.kubenet.model;

import java.util.Map;

/**
 * A choice of pods by the labels of their namespaces and their own; both must hold.
 *
 * @param namespaceSelector their namespaces
 * @param podSelector the pods of those namespaces
 */
public record PodSelection(LabelSelector namespaceSelector, LabelSelector podSelector) {

  /** All pods of namespaces. */
  public static PodSelection ofNamespaces(LabelSelector namespaceSelector) {
    return new PodSelection(namespaceSelector, LabelSelector.everything());
  }

  public boolean matches(Map<String, String> namespaceLabels, Map<String, String> podLabels) {
    return namespaceSelector.matches(namespaceLabels) && podSelector.matches(podLabels);
  }
}
