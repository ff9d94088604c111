package io.kubenet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Pod;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster as it stands, as a manifest that makes it again. */
final class ClusterText {

  /** The namespaces that every cluster has. */
  private static final ImmutableSet<String> OWN_NAMESPACES =
      ImmutableSet.of("default", "kube-node-lease", "kube-public", "kube-system");

  /**
   * What comes first: pods that a workload makes again take the nodes and addresses that are left.
   */
  private static final ImmutableSet<String> WHERE_PODS_ARE =
      ImmutableSet.of("Namespace", "Node", "Pod");

  private final ControlPlane controlPlane;

  ClusterText(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /**
   * It with remarks.
   *
   * @param remarks what else no manifest can say
   */
  String text(Stream<String> remarks) {
    Stream<String> ofPods =
        controlPlane.state().pods().stream().flatMap(pod -> remark(pod).stream());
    String comments =
        Stream.concat(remarks, ofPods)
            .map(remark -> "# " + remark + "\n")
            .collect(Collectors.joining());
    return comments + YamlText.of(objects().map(this::complete));
  }

  private Stream<ManifestObject> objects() {
    return controlPlane
        .objects()
        .filter(
            object ->
                !(object.kind().equals("Namespace") && OWN_NAMESPACES.contains(object.name())))
        .sorted(Comparator.comparing(object -> !WHERE_PODS_ARE.contains(object.kind())));
  }

  /** What no manifest can say: how a pod is that a controller makes again. */
  private Optional<String> remark(Pod pod) {
    String name = "pod " + pod.name() + " of a controller was ";
    if (controlPlane.placeOf("Pod", pod.name()).isPresent()) {
      return Optional.empty();
    }
    return pod.isTerminating()
        ? Optional.of(name + "terminating")
        : pod.isReady() ? Optional.empty() : Optional.of(name + "not ready");
  }

  private ObjectNode complete(ManifestObject object) {
    ObjectNode tree = object.tree().deepCopy();
    if (object.kind().equals("Pod")) {
      controlPlane.state().pod(object.objectName()).ifPresent(pod -> complete(tree, pod));
    }
    if (object.kind().equals("Namespace")) {
      tree.remove("spec");
      tree.remove("status");
    }
    return tree;
  }

  /** With its address and readiness in its status it is the same pod when it is made again. */
  private static void complete(ObjectNode tree, Pod pod) {
    tree.remove("status");
    if (!pod.ips().isEmpty()) {
      ObjectNode status = tree.putObject("status");
      status.put(
          "phase", CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, pod.phase().name()));
      status.put("podIP", pod.ips().get(0).toString());
      ArrayNode ips = status.putArray("podIPs");
      pod.ips().forEach(ip -> ips.addObject().put("ip", ip.toString()));
      ObjectNode ready = status.putArray("conditions").addObject();
      ready.put("type", "Ready").put("status", pod.isReady() ? "True" : "False");
    }
    if (pod.isTerminating()) {
      ObjectNode metadata = tree.withObject("/metadata");
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
      metadata.put("deletionGracePeriodSeconds", 30);
    }
  }
}
