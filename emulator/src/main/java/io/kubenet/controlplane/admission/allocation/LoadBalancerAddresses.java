package io.kubenet.controlplane.admission.allocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The addresses that load balancers have: an immutable value. A new one gets the lowest that no
 * other has, out of the blocks that are kept for documentation and tests.
 */
public final class LoadBalancerAddresses {

  public static final LoadBalancerAddresses NONE = new LoadBalancerAddresses(TreePMap.empty());

  /** TEST-NET-1 (RFC 5737), and beyond its 254 addresses the block for benchmarks (RFC 2544). */
  private static final List<Cidr> IPV4 =
      ImmutableList.of(Cidr.of("192.0.2.0/24"), Cidr.of("198.18.0.0/15"));

  private static final List<Cidr> IPV6 = ImmutableList.of(Cidr.of("2001:db8::/64"));

  /** How many load balancers have an address. */
  private final PMap<IpAddress, Integer> holders;

  private LoadBalancerAddresses(PMap<IpAddress, Integer> holders) {
    this.holders = holders;
  }

  /** These with the addresses in a Service's status. */
  public LoadBalancerAddresses with(JsonNode service) {
    PMap<IpAddress, Integer> changed = holders;
    for (IpAddress address : addresses(service)) {
      changed = changed.plus(address, changed.getOrDefault(address, 0) + 1);
    }
    return new LoadBalancerAddresses(changed);
  }

  /** These without the addresses in a Service's status. */
  public LoadBalancerAddresses without(JsonNode service) {
    PMap<IpAddress, Integer> changed = holders;
    for (IpAddress address : addresses(service)) {
      int left = changed.getOrDefault(address, 1) - 1;
      changed = left == 0 ? changed.minus(address) : changed.plus(address, left);
    }
    return new LoadBalancerAddresses(changed);
  }

  /** The lowest address of a family that no load balancer has. */
  public IpAddress next(IpFamily family) {
    for (Cidr block : family == IpFamily.IPV4 ? IPV4 : IPV6) {
      IpAddress address = block.at(1);
      while (holders.containsKey(address)) {
        address = address.plus(1);
      }
      if (block.contains(address.plus(1))) {
        return address;
      }
    }
    throw new Refused(ApiError.internal("no address is left for load balancers"));
  }

  private static List<IpAddress> addresses(JsonNode service) {
    return Trees.objects(service.path("status").path("loadBalancer"), "ingress").stream()
        .flatMap(ingress -> Addresses.parse(Trees.text(ingress, "ip")).stream())
        .collect(ImmutableList.toImmutableList());
  }
}
