package io.kubenet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.Pod;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster as it stands, as a manifest that makes it again. */
final class ClusterText {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .build());

  /** The namespaces that every cluster has. */
  private static final ImmutableSet<String> OWN_NAMESPACES =
      ImmutableSet.of("default", "kube-node-lease", "kube-public", "kube-system");

  private static final ImmutableList<String> FIRST =
      ImmutableList.of("apiVersion", "kind", "metadata", "spec");

  private final ControlPlane controlPlane;

  ClusterText(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  String text() {
    String remarks =
        controlPlane.state().pods().stream()
            .flatMap(pod -> remark(pod).stream())
            .map(remark -> "# " + remark + "\n")
            .collect(Collectors.joining());
    return remarks + objects().map(this::print).collect(Collectors.joining("---\n"));
  }

  private Stream<ManifestObject> objects() {
    return controlPlane
        .objects()
        .filter(
            object ->
                !(object.kind().equals("Namespace") && OWN_NAMESPACES.contains(object.name())));
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

  private String print(ManifestObject object) {
    ObjectNode tree = object.tree().deepCopy();
    if (object.kind().equals("Pod")) {
      controlPlane.state().pod(object.objectName()).ifPresent(pod -> complete(tree, pod));
    }
    if (object.kind().equals("Namespace")) {
      tree.remove("spec");
      tree.remove("status");
    }
    try {
      return YAML.writeValueAsString(ordered(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What people write first comes first: admission adds what they left out behind it. */
  private static ObjectNode ordered(ObjectNode tree) {
    ObjectNode ordered = tree.objectNode();
    Stream.concat(FIRST.stream(), tree.propertyStream().map(Map.Entry::getKey))
        .filter(name -> tree.has(name) && !name.equals("status"))
        .forEach(name -> ordered.set(name, tree.get(name)));
    return tree.has("status") ? ordered.set("status", tree.get("status")) : ordered;
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
