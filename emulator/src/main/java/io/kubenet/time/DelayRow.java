package io.kubenet.time;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What takes time between a change and its last consequence. The defaults of Kubernetes are those
 * of 1.36.2; where Kubernetes has no bound, the typical interval says that it is assumed.
 */
public enum DelayRow {
  CONTROLLER_SYNC(
      5,
      100,
      "from a change to a controller's own change because of it",
      "assumed: watch and queue have no bound; workers 5 to 10, client 20 queries a second"),
  SLICE_SYNC(
      10,
      100,
      "from a change of a pod to that of the Service's EndpointSlice",
      "assumed; the batch period is 0 (endpointslice/config/v1alpha1/defaults.go)"),
  SCHEDULING(5, 50, "from a pod's creation to its binding", "assumed; the scheduler has no bound"),
  JOB_SYNC(
      1000,
      1000,
      "from a pod's end to what its Job does about it",
      "the Job controller's batch period (job_controller.go syncJobBatchPeriod)"),
  KUBELET_WATCH(
      5,
      100,
      "from a pod's change to its kubelet's knowing of it",
      "assumed: a watch has no bound"),
  CONTAINER_START(
      1000,
      5000,
      "from a kubelet's knowing of a pod to its running: sandbox, address, images, containers",
      "assumed, with images on the node"),
  STATUS_UPDATE(
      5,
      50,
      "from what a kubelet sees of a pod to its status in the API",
      "assumed; at once, and all again each 10 s (status_manager.go syncPeriod)"),
  LISTENER_CLOSE(
      0,
      50,
      "from SIGTERM to the closing of an application's listener",
      "assumed of an application that reacts at once"),
  SANDBOX_STOP(
      50,
      500,
      "from the end of a pod's last container to the end of its address",
      "assumed: the container runtime and the network plug-in have no bound"),
  POD_REMOVAL(
      100,
      1000,
      "from the end of a pod's address to its removal from the API",
      "assumed: volumes are polled each 100 ms (volume_manager.go), then DELETE"),
  PROXY_WATCH(
      5,
      200,
      "from a change of a Service or slice to a kube-proxy's knowing of it",
      "assumed: a watch has no bound"),
  PROXY_SYNC(
      10,
      50,
      "how long a kube-proxy takes to write its rules",
      "measured for 13 Services: 10 to 50 ms; thousands take seconds"),
  PROXY_MIN_SYNC_PERIOD(
      1000,
      1000,
      "the least time between two syncs of a kube-proxy",
      "minSyncPeriod, 1 s, in ipvs mode none (proxy/apis/config/v1alpha1/defaults.go)"),
  DNS_WATCH(
      5,
      200,
      "from a change of a Service or slice to the DNS server's answering so",
      "assumed: a watch has no bound"),
  NODE_MONITOR(
      50_000,
      55_000,
      "from a kubelet's silence to its node's being not ready",
      "nodeMonitorGracePeriod 50 s, looked at each 5 s (node_lifecycle_controller.go)"),
  LOAD_BALANCER_UNHEALTHY(
      20_000,
      30_000,
      "from a node's failing its health check to the load balancer's passing it over",
      "interval 10 s, threshold 3: AWS Load Balancer Controller, NLB (model_builder.go)"),
  LOAD_BALANCER_HEALTHY(
      20_000,
      30_000,
      "from a node's passing its health check to the load balancer's using it",
      "interval 10 s, threshold 3: AWS Load Balancer Controller, NLB (model_builder.go)");

  private final long typicalMin;
  private final long typicalMax;
  private final String meaning;
  private final String source;

  DelayRow(long typicalMin, long typicalMax, String meaning, String source) {
    this.typicalMin = typicalMin;
    this.typicalMax = typicalMax;
    this.meaning = meaning;
    this.source = source;
  }

  /** What files and tables call it: {@code proxy-watch}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** From what to what it is. */
  public String meaning() {
    return meaning;
  }

  /** Where the typical interval is from. */
  public String source() {
    return source;
  }

  /** What it is in a cluster as most are. */
  public DelayInterval typical() {
    return DelayInterval.ofMillis(typicalMin, typicalMax);
  }

  /** The row that has a label. */
  public static Optional<DelayRow> labelled(String label) {
    return Stream.of(values()).filter(row -> row.label().equals(label)).findFirst();
  }
}
