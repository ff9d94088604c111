package io.kubenet.controlplane.store;

import java.util.Comparator;
import java.util.Map;

/**
 * A label in a namespace.
 *
 * @param namespace the namespace
 * @param key the label's key
 * @param value the label's value
 */
record LabelKey(String namespace, String key, String value) implements Comparable<LabelKey> {

  private static final Comparator<LabelKey> ORDER =
      Comparator.comparing(LabelKey::namespace)
          .thenComparing(LabelKey::key)
          .thenComparing(LabelKey::value);

  static LabelKey of(String namespace, Map.Entry<String, String> label) {
    return new LabelKey(namespace, label.getKey(), label.getValue());
  }

  @Override
  public int compareTo(LabelKey other) {
    return ORDER.compare(this, other);
  }
}
