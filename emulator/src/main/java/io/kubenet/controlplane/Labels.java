package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.pod.PodObject;
import java.util.Map;
import java.util.TreeMap;

/** Changes of labels of Pods that controllers made. */
final class Labels {

  private Labels() {}

  /** A Pod with changed labels; null takes one away. */
  static PodObject patched(PodObject pod, ObjectNode patch) {
    Map<String, String> labels = new TreeMap<>(pod.labels());
    patch
        .properties()
        .forEach(
            label -> {
              if (label.getValue().isNull()) {
                labels.remove(label.getKey());
              } else {
                labels.put(label.getKey(), label.getValue().asText());
              }
            });
    return pod.with(pod.metadata().withLabels(labels));
  }
}
