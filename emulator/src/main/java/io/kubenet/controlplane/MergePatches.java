package io.kubenet.controlplane;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON merge patches that a control plane's steps send to its API server. */
final class MergePatches {

  private MergePatches() {}

  static ObjectNode replicas(int replicas) {
    ObjectNode patch = object();
    patch.putObject("spec").put("replicas", replicas);
    return patch;
  }

  /** The status of a Pod that runs and is ready. */
  static ObjectNode readyPod() {
    return runningPod("True");
  }

  /** The status of a Pod that runs and is not ready. */
  static ObjectNode unreadyPod() {
    return runningPod("False");
  }

  private static ObjectNode runningPod(String ready) {
    ObjectNode patch = object();
    ObjectNode status = patch.putObject("status").put("phase", "Running");
    putReady(status, ready);
    return patch;
  }

  private static void putReady(ObjectNode status, String ready) {
    status.putArray("conditions").addObject().put("type", "Ready").put("status", ready);
  }

  static ObjectNode unschedulable() {
    ObjectNode patch = object();
    patch.putObject("spec").put("unschedulable", true);
    return patch;
  }

  /** The taint of a node that nobody hears of. */
  static ObjectNode unreachableTaint() {
    ObjectNode patch = object();
    patch
        .putObject("spec")
        .putArray("taints")
        .addObject()
        .put("key", "node.kubernetes.io/unreachable")
        .put("effect", "NoSchedule");
    return patch;
  }

  /** The taints that the node lifecycle controller gives a node that it lost. */
  static ObjectNode lostTaints() {
    ObjectNode patch = unreachableTaint();
    ((ArrayNode) patch.path("spec").path("taints"))
        .addObject()
        .put("key", "node.kubernetes.io/unreachable")
        .put("effect", "NoExecute");
    return patch;
  }

  /** No taints. */
  static ObjectNode noTaints() {
    ObjectNode patch = object();
    patch.putObject("spec").putArray("taints");
    return patch;
  }

  /** The status of a node whose kubelet reports again. */
  static ObjectNode readyNode() {
    ObjectNode patch = object();
    putReady(patch.putObject("status"), "True");
    return patch;
  }

  static ObjectNode schedulable() {
    ObjectNode patch = object();
    patch.putObject("spec").put("unschedulable", false);
    return patch;
  }

  /** The status of a node that nobody hears of. */
  static ObjectNode unknownNode() {
    ObjectNode patch = object();
    putReady(patch.putObject("status"), "Unknown");
    return patch;
  }

  /** A label, or another value of it. */
  static ObjectNode label(String key, String value) {
    return object().put(key, value);
  }

  /** A label less. */
  static ObjectNode noLabel(String key) {
    return object().putNull(key);
  }

  /** Changed labels of an object. */
  static ObjectNode labels(ObjectNode labels) {
    ObjectNode patch = object();
    patch.putObject("metadata").set("labels", labels);
    return patch;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
