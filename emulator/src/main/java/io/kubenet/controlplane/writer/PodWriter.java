package io.kubenet.controlplane.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodSpec;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.pod.Toleration;
import io.kubenet.manifest.ManifestObject;
import java.util.List;
import java.util.Optional;

/** Writes down Pods. */
public final class PodWriter {

  private PodWriter() {}

  /**
   * A Pod as it is.
   *
   * @param sent what somebody sent of it
   */
  public static ManifestObject written(PodObject pod, Optional<ManifestObject> sent) {
    ManifestObject object = WrittenObject.of("v1", "Pod", pod.name(), sent);
    ObjectNode tree = object.tree();
    putMetadata(tree.withObject("/metadata"), pod);
    if (sent.isEmpty() && pod.spec().tree().isObject()) {
      tree.set("spec", pod.spec().tree().deepCopy());
    }
    putSpec(tree.withObject("/spec"), pod);
    putStatus(tree, pod.status(), pod.nodeName().isPresent());
    return object;
  }

  private static void putMetadata(ObjectNode metadata, PodObject pod) {
    WrittenObject.putTexts(metadata, "labels", pod.labels());
    WrittenObject.putTexts(metadata, "annotations", pod.metadata().annotations());
    WrittenObject.putOwner(metadata, pod.metadata().owner());
    if (pod.isTerminating() && !metadata.has("deletionTimestamp")) {
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
      metadata.put("deletionGracePeriodSeconds", 30);
    }
  }

  private static void putSpec(ObjectNode spec, PodObject pod) {
    PodSpec of = pod.spec();
    pod.nodeName().ifPresent(node -> spec.put("nodeName", node));
    of.hostname().ifPresent(name -> spec.put("hostname", name));
    of.subdomain().ifPresent(name -> spec.put("subdomain", name));
    if (pod.metadata().owner().filter(owner -> owner.kind().equals("DaemonSet")).isPresent()) {
      of.placement().nodes().target().ifPresent(node -> putTarget(spec, node));
      putTolerations(spec.putArray("tolerations"), of.placement().tolerations());
    }
  }

  /** The node that a Pod of a DaemonSet is for (ReplaceDaemonSetPodNodeNameNodeAffinity). */
  private static void putTarget(ObjectNode spec, String node) {
    ObjectNode field = spec.objectNode().put("key", "metadata.name").put("operator", "In");
    field.putArray("values").add(node);
    ObjectNode required = spec.objectNode();
    required.putArray("nodeSelectorTerms").addObject().putArray("matchFields").add(field);
    spec.withObject("/affinity/nodeAffinity")
        .set("requiredDuringSchedulingIgnoredDuringExecution", required);
  }

  private static void putTolerations(ArrayNode list, List<Toleration> tolerations) {
    for (Toleration toleration : tolerations) {
      ObjectNode item = list.addObject();
      toleration.key().ifPresent(key -> item.put("key", key));
      item.put("operator", toleration.value().isPresent() ? "Equal" : "Exists");
      toleration.value().ifPresent(value -> item.put("value", value));
      toleration
          .effect()
          .ifPresent(
              effect ->
                  item.put(
                      "effect",
                      CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, effect.name())));
    }
  }

  private static void putStatus(ObjectNode tree, PodStatus of, boolean isBound) {
    ObjectNode status = tree.withObject("/status");
    status.put("phase", CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, of.phase().name()));
    if (!of.ips().isEmpty()) {
      status.put("podIP", of.ips().get(0).toString());
      ArrayNode ips = status.putArray("podIPs");
      of.ips().forEach(ip -> ips.addObject().put("ip", ip.toString()));
    }
    ObjectNode scheduled = status.objectNode().put("type", "PodScheduled");
    scheduled.put("status", isBound ? "True" : "False");
    of.pending()
        .ifPresent(why -> scheduled.put("reason", why.reason()).put("message", why.message()));
    if (isBound || of.pending().isPresent()) {
      putCondition(status, scheduled);
    }
    if (isBound) {
      putCondition(
          status,
          status.objectNode().put("type", "Ready").put("status", of.isReady() ? "True" : "False"));
    }
  }

  private static void putCondition(ObjectNode status, ObjectNode condition) {
    ArrayNode conditions = status.withArray("/conditions");
    for (int i = 0; i < conditions.size(); i++) {
      JsonNode there = conditions.get(i);
      if (there.path("type").equals(condition.get("type"))) {
        conditions.set(i, there.path("status").equals(condition.get("status")) ? there : condition);
        return;
      }
    }
    conditions.add(condition);
  }
}
