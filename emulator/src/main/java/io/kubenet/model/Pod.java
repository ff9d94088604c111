package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, where it runs and how it is.
 *
 * @param name its name
 * @param labels its labels
 * @param nodeName the node that it is bound to; empty while it is not scheduled
 * @param ips its addresses, at most one a family, the primary first; the node's own in the host's
 *     network; empty before it has one
 * @param isHostNetwork whether it lives in its node's network
 * @param phase its phase
 * @param isReady whether its condition Ready is True
 * @param isTerminating whether it has a deletion timestamp
 * @param ports the ports that its containers and sidecars declare, in order
 * @param hostname its spec.hostname
 * @param subdomain its spec.subdomain
 * @param dns how its resolver is set up
 */
public record Pod(
    ObjectName name,
    Map<String, String> labels,
    Optional<String> nodeName,
    List<IpAddress> ips,
    boolean isHostNetwork,
    Phase phase,
    boolean isReady,
    boolean isTerminating,
    List<ContainerPort> ports,
    Optional<String> hostname,
    Optional<String> subdomain,
    PodDns dns) {

  /** A pod's phase. */
  public enum Phase {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
  }

  public Pod {
    labels = ImmutableSortedMap.copyOf(labels);
    ips = ImmutableList.copyOf(ips);
    ports = ImmutableList.copyOf(ports);
  }

  public Pod withIps(List<IpAddress> others) {
    return new Pod(
        name,
        labels,
        nodeName,
        others,
        isHostNetwork,
        phase,
        isReady,
        isTerminating,
        ports,
        hostname,
        subdomain,
        dns);
  }

  public Pod withPorts(List<ContainerPort> others) {
    return new Pod(
        name,
        labels,
        nodeName,
        ips,
        isHostNetwork,
        phase,
        isReady,
        isTerminating,
        others,
        hostname,
        subdomain,
        dns);
  }

  /** Its address of a family. */
  public Optional<IpAddress> ip(IpFamily family) {
    for (IpAddress address : ips) {
      if (address.family() == family) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /** Whether it has run to its end: phase Succeeded or Failed. */
  public boolean isFinished() {
    return phase == Phase.SUCCEEDED || phase == Phase.FAILED;
  }
}
