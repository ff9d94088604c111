package io.kubenet.model;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * A namespace.
 *
 * @param name its name
 * @param labels its labels; {@code kubernetes.io/metadata.name} among them
 */
public record Namespace(String name, Map<String, String> labels) {

  public Namespace {
    labels = ImmutableSortedMap.copyOf(labels);
  }
}
