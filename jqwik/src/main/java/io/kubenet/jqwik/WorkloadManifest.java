package io.kubenet.jqwik;

import com.google.common.collect.ImmutableMap;
import io.kubenet.jqwik.WorkloadSpec.Kind;
import java.util.Map;

/** Writes down a workload. */
final class WorkloadManifest {

  private WorkloadManifest() {}

  static Map<String, ?> of(WorkloadSpec workload) {
    return ImmutableMap.of(
        "apiVersion", "apps/v1",
        "kind", workload.kind().text(),
        "metadata", Parts.namespaced(workload.name()).build(),
        "spec", spec(workload));
  }

  private static Map<String, ?> spec(WorkloadSpec workload) {
    ImmutableMap.Builder<String, Object> spec = ImmutableMap.builder();
    if (workload.kind().isScalable()) {
      spec.put("replicas", workload.replicas());
    }
    if (workload.kind() == Kind.STATEFUL_SET) {
      spec.put("serviceName", workload.name());
      // Arbitrary pods are ready from the start: nothing is to be waited for.
      spec.put("podManagementPolicy", "Parallel");
    }
    spec.put("selector", Parts.matching(labels(workload)));
    spec.put(
        "template",
        ImmutableMap.of(
            "metadata", ImmutableMap.of("labels", labels(workload)),
            "spec", ImmutableMap.of("containers", PodManifest.containers())));
    return spec.build();
  }

  /** Its name is one of them: workloads of one app would take each other's pods. */
  private static ImmutableMap<String, String> labels(WorkloadSpec workload) {
    return ImmutableMap.of("app", workload.app(), "workload", workload.name());
  }
}
