package io.kubenet.controlplane.admission.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.controlplane.admission.validation.Trees;
import java.util.List;
import java.util.Map;

/**
 * What a pod gets for what it leaves out, as far as networking reads it: SetDefaults_Pod,
 * SetDefaults_PodSpec and the admission plugin DefaultTolerationSeconds.
 */
public final class PodDefaults {

  private static final int GRACE_SECONDS = 30;
  private static final int TOLERATION_SECONDS = 300;

  private PodDefaults() {}

  /** Completes a pod. */
  static void pod(ObjectNode tree) {
    ObjectNode spec = Trees.object(tree, "spec");
    template(spec);
    if (spec.get("terminationGracePeriodSeconds").longValue() < 0) {
      // The conversion of v1 pods does so, that of templates does not.
      spec.put("terminationGracePeriodSeconds", 1);
    }
    for (ObjectNode container : containers(spec)) {
      if (spec.path("hostNetwork").asBoolean()) {
        hostPorts(container);
      }
      requests(container);
      Trees.fill(container, "imagePullPolicy", pullPolicy(Trees.text(container, "image")));
    }
    for (String key : ImmutableList.of("not-ready", "unreachable")) {
      tolerate(spec, "node.kubernetes.io/" + key);
    }
    ObjectNode status = Trees.object(tree, "status");
    Trees.fill(status, "phase", "Pending");
    podIps(status);
  }

  /** Completes the spec of a pod, or of a template of pods. */
  public static void template(ObjectNode spec) {
    Trees.fill(spec, "restartPolicy", "Always");
    Trees.fill(spec, "dnsPolicy", "ClusterFirst");
    Trees.fill(spec, "terminationGracePeriodSeconds", GRACE_SECONDS);
    for (ObjectNode container : containers(spec)) {
      Trees.objects(container, "ports").forEach(port -> Trees.fill(port, "protocol", "TCP"));
    }
  }

  /** defaultHostNetworkPorts: in the host's network each port is the host's. */
  private static void hostPorts(ObjectNode container) {
    for (ObjectNode port : Trees.objects(container, "ports")) {
      if (port.has("containerPort")) {
        Trees.fill(port, "hostPort", port.get("containerPort").asInt());
      }
    }
  }

  static List<ObjectNode> containers(JsonNode spec) {
    return ImmutableList.copyOf(
        Iterables.concat(Trees.objects(spec, "initContainers"), Trees.objects(spec, "containers")));
  }

  /** SetDefaults_Container: an image without a tag is the latest one. */
  private static String pullPolicy(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean isLatest = !image.isEmpty() && (!last.contains(":") || last.endsWith(":latest"));
    return isLatest ? "Always" : "IfNotPresent";
  }

  /** A limit without a request is a request too. */
  private static void requests(ObjectNode container) {
    JsonNode limits = container.path("resources").path("limits");
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      ObjectNode requests = Trees.object(Trees.object(container, "resources"), "requests");
      if (!requests.has(limit.getKey())) {
        requests.set(limit.getKey(), limit.getValue());
      }
    }
  }

  private static void tolerate(ObjectNode spec, String taint) {
    boolean isTolerated =
        Trees.objects(spec, "tolerations").stream().anyMatch(one -> tolerates(one, taint));
    if (!isTolerated) {
      ArrayNode all =
          spec.path("tolerations") instanceof ArrayNode there
              ? there
              : spec.putArray("tolerations");
      all.addObject()
          .put("key", taint)
          .put("operator", "Exists")
          .put("effect", "NoExecute")
          .put("tolerationSeconds", TOLERATION_SECONDS);
    }
  }

  private static boolean tolerates(ObjectNode toleration, String taint) {
    String key = Trees.text(toleration, "key");
    String effect = Trees.text(toleration, "effect");
    return (key.isEmpty() || key.equals(taint)) && (effect.isEmpty() || effect.equals("NoExecute"));
  }

  /** The conversion of v1 Pods keeps podIP and podIPs[0] alike. */
  private static void podIps(ObjectNode status) {
    String ip = Trees.text(status, "podIP");
    List<String> ips =
        Trees.objects(status, "podIPs").stream().map(one -> Trees.text(one, "ip")).toList();
    if (ip.isEmpty() && !ips.isEmpty()) {
      status.put("podIP", ips.get(0));
    } else if (!ip.isEmpty() && (ips.isEmpty() || !ips.get(0).equals(ip))) {
      status.putArray("podIPs").addObject().put("ip", ip);
    }
  }
}
