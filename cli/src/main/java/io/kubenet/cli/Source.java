package io.kubenet.cli;

import com.google.common.collect.ImmutableMap;
import io.kubenet.Cluster;
import io.kubenet.Host;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Where somebody connects from, or asks from.
 *
 * @param kind {@code pod}, {@code node} or {@code external}
 * @param name which one: {@code NAMESPACE/NAME} of a pod, an address of an external host
 */
record Source(String kind, String name) {

  private static final Map<String, BiFunction<Cluster, String, Host>> KINDS =
      ImmutableMap.of("pod", Source::pod, "node", Cluster::node, "external", Cluster::externalHost);

  Source {
    if (!KINDS.containsKey(kind)) {
      throw new IllegalArgumentException(
          "'%s' is no source; sources are pod/NAMESPACE/NAME, node/NAME, external/IP"
              .formatted(kind.isEmpty() ? name : kind + "/" + name));
    }
  }

  /**
   * Reads {@code pod/NAMESPACE/NAME}, {@code node/NAME} or {@code external/IP}. Stars in a pod's
   * name stand for any text: {@code pod/shop/api-*} is the first pod so named.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  static Source of(String text) {
    int slash = Math.max(0, text.indexOf('/'));
    return new Source(text.substring(0, slash), text.substring(slash == 0 ? 0 : slash + 1));
  }

  private static Host pod(Cluster cluster, String name) {
    return name.contains("*") ? cluster.pods(name).get(0) : cluster.pod(name);
  }

  /** The host of a cluster that it is. */
  Host in(Cluster cluster) {
    return KINDS.get(kind).apply(cluster, name);
  }
}
