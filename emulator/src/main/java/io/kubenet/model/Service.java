package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Service as the API server stores it: defaulted and allocated.
 *
 * @param name its name
 * @param labels its labels
 * @param annotations its annotations
 * @param type its type
 * @param clusterIps its cluster IPs, at most one a family, the primary first; empty for headless
 *     Services and ExternalNames
 * @param ipFamilies its families, the primary first; for headless Services too
 * @param ports its ports
 * @param selector the labels of its pods; empty if it has no selector
 * @param externalIps addresses that somebody else routes to the nodes
 * @param loadBalancer what concerns load balancers
 * @param externalTrafficPolicy where traffic from outside may go
 * @param internalTrafficPolicy where traffic from inside may go
 * @param affinityTimeoutSeconds how long a client keeps its endpoint; empty without session
 *     affinity
 * @param publishesNotReadyAddresses whether endpoints that are not ready count as ready
 * @param trafficDistribution its spec.trafficDistribution
 * @param externalName the name that an ExternalName Service stands for
 */
public record Service(
    ObjectName name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Type type,
    List<IpAddress> clusterIps,
    List<IpFamily> ipFamilies,
    List<ServicePort> ports,
    Map<String, String> selector,
    List<IpAddress> externalIps,
    LoadBalancer loadBalancer,
    TrafficPolicy externalTrafficPolicy,
    TrafficPolicy internalTrafficPolicy,
    OptionalInt affinityTimeoutSeconds,
    boolean publishesNotReadyAddresses,
    Optional<String> trafficDistribution,
    Optional<String> externalName) {

  /** A Service's type. */
  public enum Type {
    CLUSTER_IP,
    NODE_PORT,
    LOAD_BALANCER,
    EXTERNAL_NAME
  }

  /** Where traffic may go: to every endpoint, or to those of the node that it came to. */
  public enum TrafficPolicy {
    CLUSTER,
    LOCAL
  }

  /**
   * What concerns load balancers; empty in Services of other types.
   *
   * @param ingress the addresses in status.loadBalancer.ingress
   * @param sourceRanges the clients that are let in; empty for all
   * @param healthCheckNodePort the port that tells whether a node has endpoints; 0 if there is none
   */
  public record LoadBalancer(
      List<Ingress> ingress, List<Cidr> sourceRanges, int healthCheckNodePort) {

    public static final LoadBalancer NONE =
        new LoadBalancer(ImmutableList.of(), ImmutableList.of(), 0);

    public LoadBalancer {
      ingress = ImmutableList.copyOf(ingress);
      sourceRanges = ImmutableList.copyOf(sourceRanges);
    }
  }

  /**
   * An address of a load balancer.
   *
   * @param ip the address
   * @param isVip whether nodes answer for it themselves (ipMode VIP), or leave it to the load
   *     balancer (Proxy)
   */
  public record Ingress(IpAddress ip, boolean isVip) {}

  public Service {
    labels = ImmutableSortedMap.copyOf(labels);
    annotations = ImmutableSortedMap.copyOf(annotations);
    clusterIps = ImmutableList.copyOf(clusterIps);
    ipFamilies = ImmutableList.copyOf(ipFamilies);
    ports = ImmutableList.copyOf(ports);
    selector = ImmutableSortedMap.copyOf(selector);
    externalIps = ImmutableList.copyOf(externalIps);
  }

  /** Whether it has no cluster IP because it asked for none. */
  public boolean isHeadless() {
    return type != Type.EXTERNAL_NAME && clusterIps.isEmpty();
  }

  /** Its cluster IP of a family. */
  public Optional<IpAddress> clusterIp(IpFamily family) {
    return clusterIps.stream().filter(address -> address.family() == family).findFirst();
  }
}
