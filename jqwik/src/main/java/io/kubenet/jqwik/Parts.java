package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.Manifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What objects of several kinds have in common, and how they become text. */
final class Parts {

  private Parts() {}

  /** Objects as YAML, a document each. */
  static String print(Stream<Map<String, ?>> objects) {
    return Manifests.none().withObjects(objects.toArray()).text();
  }

  /** The metadata of an object in the namespace of all arbitrary objects. */
  static ImmutableMap.Builder<String, Object> namespaced(String name) {
    return ImmutableMap.<String, Object>builder()
        .put("name", name)
        .put("namespace", PodSpec.NAMESPACE);
  }

  static ImmutableMap<String, String> app(String app) {
    return ImmutableMap.of("app", app);
  }

  static ImmutableMap<String, Object> matching(Map<String, String> labels) {
    return ImmutableMap.of("matchLabels", labels);
  }

  /** The conditions of a node or pod. */
  static List<?> ready(boolean isReady) {
    return ImmutableList.of(ImmutableMap.of("type", "Ready", "status", isReady ? "True" : "False"));
  }
}
