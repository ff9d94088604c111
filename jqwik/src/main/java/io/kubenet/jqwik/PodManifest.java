package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.net.IpFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes down a pod. */
final class PodManifest {

  private PodManifest() {}

  static Map<String, ?> of(PodSpec pod, List<IpFamily> families) {
    return ImmutableMap.of(
        "apiVersion", "v1",
        "kind", "Pod",
        "metadata", metadata(pod),
        "spec", spec(pod),
        "status", status(pod, families));
  }

  private static Map<String, ?> metadata(PodSpec pod) {
    ImmutableMap.Builder<String, Object> metadata = Parts.namespaced(pod.name());
    metadata.put("labels", Parts.app(pod.app()));
    if (pod.state().isTerminating()) {
      metadata.put("deletionTimestamp", "2026-01-01T00:00:00Z");
      metadata.put("deletionGracePeriodSeconds", 30);
    }
    return metadata.build();
  }

  private static Map<String, ?> spec(PodSpec pod) {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    spec.put("nodeName", pod.node().name());
    if (pod.network() == PodSpec.Network.HOST) {
      spec.put("hostNetwork", true);
    }
    return spec.put("containers", containers()).build();
  }

  /** What every pod runs: it serves the ports that Services have. */
  static List<?> containers() {
    return ImmutableList.of(
        ImmutableMap.of(
            "name", "main",
            "image", "registry.example/app:1",
            "ports", Arrays.stream(ServedPort.values()).map(PodManifest::port).toList()));
  }

  private static Map<String, ?> port(ServedPort port) {
    return ImmutableMap.of(
        "name", port.text(),
        "containerPort", port.number(),
        "protocol", port.protocol().name());
  }

  private static Map<String, ?> status(PodSpec pod, List<IpFamily> families) {
    List<String> ips = families.stream().map(f -> pod.ip(f).toString()).toList();
    return ImmutableMap.of(
        "phase", "Running",
        "podIP", ips.get(0),
        "podIPs", ips.stream().map(ip -> ImmutableMap.of("ip", ip)).toList(),
        "conditions", Parts.ready(pod.state().isReady()));
  }
}
