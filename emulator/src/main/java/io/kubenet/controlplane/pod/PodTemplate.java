package io.kubenet.controlplane.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * What a workload makes Pods from.
 *
 * @param labels their labels
 * @param annotations their annotations
 * @param spec what they are to be
 * @param nodeName the node that it names; empty if it leaves that to the scheduler
 * @param tree all that it says, even what networking does not read
 * @param hash of all that it says: images make a revision
 */
public record PodTemplate(
    Map<String, String> labels,
    Map<String, String> annotations,
    PodSpec spec,
    String nodeName,
    JsonNode tree,
    String hash) {

  public PodTemplate {
    labels = ImmutableSortedMap.copyOf(labels);
    annotations = ImmutableSortedMap.copyOf(annotations);
  }

  /** The same with other labels; it is still the same revision. */
  public PodTemplate withLabels(Map<String, String> other) {
    return new PodTemplate(other, annotations, spec, nodeName, tree, hash);
  }
}
