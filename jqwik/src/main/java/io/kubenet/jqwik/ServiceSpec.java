package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A Service of an arbitrary cluster.
 *
 * @param number 1 to 99; name, addresses and node ports follow from it
 * @param app the label app of its pods
 * @param type how it is reached
 * @param ports its ports
 * @param external what concerns traffic from outside
 * @param internalTrafficPolicy {@code Cluster} or {@code Local}
 * @param affinityTimeoutSeconds the time-out of its session affinity; empty without affinity
 * @param readiness whether pods that are not ready count
 * @param trafficDistribution its spec.trafficDistribution
 */
public record ServiceSpec(
    int number,
    String app,
    Type type,
    List<PortSpec> ports,
    External external,
    String internalTrafficPolicy,
    OptionalInt affinityTimeoutSeconds,
    Readiness readiness,
    Optional<String> trafficDistribution) {

  /** How a Service is reached. */
  public enum Type {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer"),
    HEADLESS("ClusterIP");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** Its spec.type. */
    public String text() {
      return text;
    }

    /** Whether it has node ports. */
    public boolean hasNodePorts() {
      return this == NODE_PORT || this == LOAD_BALANCER;
    }
  }

  /** Whether pods that are not ready count. */
  public enum Readiness {
    ONLY_READY,
    PUBLISH_NOT_READY
  }

  /**
   * What concerns traffic from outside.
   *
   * @param trafficPolicy {@code Cluster} or {@code Local}
   * @param sourceRanges the clients that a load balancer lets in; empty for all
   * @param externalIps how many external IPs it has
   */
  public record External(String trafficPolicy, List<String> sourceRanges, int externalIps) {

    static final External NONE = new External("Cluster", ImmutableList.of(), 0);

    public External {
      sourceRanges = ImmutableList.copyOf(sourceRanges);
    }
  }

  public ServiceSpec {
    ports = ImmutableList.copyOf(ports);
  }

  /** {@code svc-1}. */
  public String name() {
    return "svc-" + number;
  }

  /** Its cluster IP: {@code 10.96.0.11} or {@code fd00:10:96::11}. */
  public IpAddress clusterIp(IpFamily family) {
    return at(family, "10.96.0.", "fd00:10:96::", 10 + number);
  }

  /** Its load balancer's address: {@code 192.0.2.11} or {@code 2001:db8:2::11}. */
  public IpAddress loadBalancerIp(IpFamily family) {
    return at(family, "192.0.2.", "2001:db8:2::", 10 + number);
  }

  /** Its external IPs: {@code 198.51.100.11} or {@code 2001:db8:51::11}. */
  public List<IpAddress> externalIps(IpFamily family) {
    return external.externalIps() == 0
        ? ImmutableList.of()
        : ImmutableList.of(at(family, "198.51.100.", "2001:db8:51::", 10 + number));
  }

  /** The node port of its port at this index. */
  public int nodePort(int index) {
    return 30000 + 10 * number + index;
  }

  /** It as YAML that can be applied to a cluster of these families. */
  public String manifest(Families families) {
    return Parts.print(Stream.of(ServiceManifest.of(this, families.list())));
  }

  ServiceSpec withNumber(int other) {
    return new ServiceSpec(
        other,
        app,
        type,
        ports,
        external,
        internalTrafficPolicy,
        affinityTimeoutSeconds,
        readiness,
        trafficDistribution);
  }

  /**
   * It, with traffic within the cluster that stays on the node where it did not, or the reverse.
   */
  ServiceSpec withOtherInternalTrafficPolicy() {
    return new ServiceSpec(
        number,
        app,
        type,
        ports,
        external,
        internalTrafficPolicy.equals("Local") ? "Cluster" : "Local",
        affinityTimeoutSeconds,
        readiness,
        trafficDistribution);
  }

  private static IpAddress at(IpFamily family, String ipv4, String ipv6, int place) {
    return IpAddress.of((family == IpFamily.IPV4 ? ipv4 : ipv6) + place);
  }
}
