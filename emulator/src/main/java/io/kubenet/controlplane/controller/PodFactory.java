package io.kubenet.controlplane.controller;

import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodSpec;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.pod.PodTemplate;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.model.ObjectName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes Pods from templates. */
final class PodFactory {

  private PodFactory() {}

  /**
   * A new Pod.
   *
   * @param labels those that it has besides the template's
   */
  static PodObject create(
      WorkloadKey owner, String name, PodTemplate template, Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(template.labels());
    all.putAll(labels);
    return new PodObject(
        new ObjectName(owner.name().namespace(), name),
        new PodMetadata(all, template.annotations(), Optional.of(owner.asOwner()), false),
        template.spec().with(template.spec().placement().of(all)),
        Optional.of(template.nodeName()).filter(node -> !node.isEmpty()),
        PodStatus.NEW,
        0);
  }

  /** The Pod with another specification. */
  static PodObject with(PodObject pod, PodSpec spec) {
    return new PodObject(pod.name(), pod.metadata(), spec, pod.nodeName(), pod.status(), pod.age());
  }
}
