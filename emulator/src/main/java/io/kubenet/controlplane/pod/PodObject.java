package io.kubenet.controlplane.pod;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A Pod as the control plane knows it.
 *
 * @param name its name
 * @param metadata what else it is called
 * @param spec what it is to be
 * @param nodeName the node that it is bound to; empty while it is not scheduled
 * @param status how it is
 * @param age its place in the order in which Pods were made
 */
public record PodObject(
    ObjectName name,
    PodMetadata metadata,
    PodSpec spec,
    Optional<String> nodeName,
    PodStatus status,
    long age) {

  /** The labels that the API server copies from the node (PodTopologyLabels admission, v1.36). */
  public static final ImmutableList<String> TOPOLOGY_LABELS =
      ImmutableList.of(Node.ZONE_LABEL, "topology.kubernetes.io/region");

  public Map<String, String> labels() {
    return metadata.labels();
  }

  public boolean isTerminating() {
    return metadata.isTerminating();
  }

  /** Whether it has run to its end. */
  public boolean isFinished() {
    return status.phase() == Pod.Phase.SUCCEEDED || status.phase() == Pod.Phase.FAILED;
  }

  /** Whether it runs or will run: what controllers count. */
  public boolean isActive() {
    return !isFinished() && !isTerminating();
  }

  /** Whether it takes traffic and will go on to. */
  public boolean isReadyToStay() {
    return isActive() && status.isReady();
  }

  /**
   * Whether it takes traffic, will go on to, and has done so for a while (IsPodAvailable).
   *
   * @param minReady how long that is: minReadySeconds
   */
  public boolean isAvailable(Duration minReady, Duration now) {
    return isReadyToStay() && !untilAvailable(minReady, now).isPresent();
  }

  /**
   * How long it takes until a Pod that is ready counts as available; empty if it does, or is not.
   */
  public Optional<Duration> untilAvailable(Duration minReady, Duration now) {
    return Optional.of(status.since().plus(minReady).minus(now))
        .filter(left -> isReadyToStay() && !left.isNegative() && !left.isZero());
  }

  /** Its annotation pod-deletion-cost; 0 without one. */
  public int deletionCost() {
    Integer cost =
        Ints.tryParse(
            metadata.annotations().getOrDefault("controller.kubernetes.io/pod-deletion-cost", ""));
    return cost == null ? 0 : cost;
  }

  public PodObject with(PodMetadata other) {
    return new PodObject(name, other, spec, nodeName, status, age);
  }

  public PodObject with(PodStatus other) {
    return new PodObject(name, metadata, spec, nodeName, other, age);
  }

  public PodObject withNode(String node) {
    return new PodObject(name, metadata, spec, Optional.of(node), status, age);
  }

  public PodObject withAge(long other) {
    return new PodObject(name, metadata, spec, nodeName, status, other);
  }

  /** What networking reads of it. */
  public Pod toPod() {
    return new Pod(
        name,
        metadata.labels(),
        nodeName,
        status.ips(),
        spec.isHostNetwork(),
        status.phase(),
        status.isReady(),
        metadata.isTerminating(),
        spec.ports(),
        spec.hostname(),
        spec.subdomain(),
        spec.dns());
  }
}
