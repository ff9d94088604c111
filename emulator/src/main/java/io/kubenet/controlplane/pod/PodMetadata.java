package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a Pod is called and whose it is, but for its name.
 *
 * @param labels its labels
 * @param annotations its annotations
 * @param owner the controller that it belongs to
 * @param isTerminating whether it has a deletion timestamp
 */
public record PodMetadata(
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<Owner> owner,
    boolean isTerminating) {

  public PodMetadata {
    labels = ImmutableSortedMap.copyOf(labels);
    annotations = ImmutableSortedMap.copyOf(annotations);
  }

  public PodMetadata withLabel(String key, String value) {
    Map<String, String> changed = new TreeMap<>(labels);
    changed.put(key, value);
    return withLabels(changed);
  }

  public PodMetadata withLabels(Map<String, String> other) {
    return new PodMetadata(other, annotations, owner, isTerminating);
  }

  public PodMetadata withOwner(Optional<Owner> other) {
    return new PodMetadata(labels, annotations, other, isTerminating);
  }

  public PodMetadata terminating() {
    return new PodMetadata(labels, annotations, owner, true);
  }
}
