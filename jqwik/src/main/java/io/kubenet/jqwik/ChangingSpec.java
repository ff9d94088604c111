package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An arbitrary cluster and what happens to it, in order: each change can be made after those before
 * it.
 *
 * @param cluster the cluster
 * @param changes the changes
 */
public record ChangingSpec(ClusterSpec cluster, List<ChangeSpec> changes) implements Specification {

  public ChangingSpec {
    changes = ImmutableList.copyOf(changes);
  }

  @Override
  public String manifest() {
    return cluster.manifest();
  }

  /** The manifests, and the changes as comments above them. */
  @Override
  public String toString() {
    return changes.stream()
            .flatMap(change -> change.toString().lines())
            .map(line -> "# " + line + "\n")
            .collect(Collectors.joining())
        + cluster.manifest();
  }
}
