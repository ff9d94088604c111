package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.OptionalInt;

/**
 * What kube-proxy knows of one port of a Service in one IP family.
 *
 * @param name its name
 * @param clusterIp the Service's cluster IP of the family
 * @param port its number on the cluster IP, on external IPs and on load balancers
 * @param nodePort its number on the nodes' addresses; 0 if it has none
 * @param externalIps the Service's external IPs of the family
 * @param loadBalancerVips the load balancers' addresses of the family that nodes answer for
 * @param sourceRanges the clients of the family that load balancers let in; empty for all
 * @param externalTrafficPolicy where traffic to node ports, external IPs and load balancers may go
 * @param internalTrafficPolicy where traffic to the cluster IP may go
 * @param affinityTimeoutSeconds how long a client keeps its endpoint; empty without affinity
 * @param healthCheckNodePort the port that tells whether a node has endpoints; 0 if there is none
 * @param isHintedByAnnotation whether an annotation of the Service asks that zone hints be
 *     followed, which kube-proxy 1.23 waits for
 */
public record ServicePortInfo(
    ServicePortName name,
    IpAddress clusterIp,
    int port,
    int nodePort,
    List<IpAddress> externalIps,
    List<IpAddress> loadBalancerVips,
    List<Cidr> sourceRanges,
    TrafficPolicy externalTrafficPolicy,
    TrafficPolicy internalTrafficPolicy,
    OptionalInt affinityTimeoutSeconds,
    int healthCheckNodePort,
    boolean isHintedByAnnotation) {

  public ServicePortInfo {
    externalIps = ImmutableList.copyOf(externalIps);
    loadBalancerVips = ImmutableList.copyOf(loadBalancerVips);
    sourceRanges = ImmutableList.copyOf(sourceRanges);
  }

  public Protocol protocol() {
    return name.protocol();
  }

  public boolean hasSessionAffinity() {
    return affinityTimeoutSeconds.isPresent();
  }

  public boolean isExternalPolicyLocal() {
    return externalTrafficPolicy == TrafficPolicy.LOCAL;
  }

  public boolean isInternalPolicyLocal() {
    return internalTrafficPolicy == TrafficPolicy.LOCAL;
  }

  /** Whether it has an address that is meant for clients outside the cluster. */
  public boolean isExternallyAccessible() {
    return nodePort != 0 || !loadBalancerVips.isEmpty() || !externalIps.isEmpty();
  }

  /**
   * Whether some of its traffic may go to every endpoint; with an external policy of Local that is
   * the traffic of pods and nodes, which is cut short (BaseServicePortInfo.UsesClusterEndpoints of
   * kube-proxy 1.36).
   */
  public boolean usesClusterEndpoints() {
    return !isInternalPolicyLocal() || isExternallyAccessible();
  }

  /** Whether some of its traffic may go to endpoints of the same node alone. */
  public boolean usesLocalEndpoints() {
    return isInternalPolicyLocal() || (isExternalPolicyLocal() && isExternallyAccessible());
  }

  /** Whether some clients of its load balancers are turned away. */
  public boolean hasFirewall() {
    return !loadBalancerVips.isEmpty() && !sourceRanges.isEmpty();
  }
}
