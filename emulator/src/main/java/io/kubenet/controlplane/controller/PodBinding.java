package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.model.Node;

/** What the API server does when a Pod gets its node (PodTopologyLabels admission, v1.36). */
final class PodBinding {

  private PodBinding() {}

  /** A Pod on a node, with the labels that it has of it. */
  static PodObject bound(PodObject pod, Node node) {
    return withTopologyLabels(pod.withNode(node.name()), node);
  }

  static PodObject withTopologyLabels(PodObject pod, Node node) {
    PodObject labelled = pod;
    for (String key : PodObject.TOPOLOGY_LABELS) {
      String value = node.labels().get(key);
      labelled =
          value == null ? labelled : labelled.with(labelled.metadata().withLabel(key, value));
    }
    return labelled;
  }
}
