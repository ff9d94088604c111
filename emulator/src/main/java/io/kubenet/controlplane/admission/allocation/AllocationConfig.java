package io.kubenet.controlplane.admission.allocation;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * What an API server gives to Services.
 *
 * @param serviceCidrs the blocks of cluster IPs, at most one a family, the primary first
 * @param nodePorts the ports of nodes that Services can have
 */
public record AllocationConfig(List<Cidr> serviceCidrs, PortRange nodePorts) {

  /**
   * A range of ports.
   *
   * @param first the first
   * @param last the last
   */
  public record PortRange(int first, int last) {

    int size() {
      return last - first + 1;
    }

    boolean contains(int port) {
      return first <= port && port <= last;
    }

    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /** What --service-node-port-range is where nobody says otherwise. */
  public static final PortRange DEFAULT_NODE_PORTS = new PortRange(30000, 32767);

  public AllocationConfig {
    serviceCidrs = ImmutableList.copyOf(serviceCidrs);
  }

  /** A server with these blocks of cluster IPs, the primary first. */
  public static AllocationConfig of(Cidr... serviceCidrs) {
    return new AllocationConfig(ImmutableList.copyOf(serviceCidrs), DEFAULT_NODE_PORTS);
  }

  IpFamily primaryFamily() {
    return serviceCidrs.get(0).family();
  }

  boolean isDualStack() {
    return serviceCidrs.size() > 1;
  }

  Optional<Cidr> serviceCidr(IpFamily family) {
    return serviceCidrs.stream().filter(cidr -> cidr.family() == family).findFirst();
  }
}
