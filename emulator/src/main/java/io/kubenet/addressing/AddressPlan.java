package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which blocks of addresses the Pods and the Services of a cluster have. API server, nodes,
 * kube-proxies, the network's masquerade rule and DNS all go by the same plan.
 *
 * @param podCidrs the blocks that Pods' addresses come from, one a family, the primary first
 * @param serviceCidrs the blocks that cluster IPs come from, one of each of the same families
 */
public record AddressPlan(List<Cidr> podCidrs, List<Cidr> serviceCidrs) {

  /** The segments that nodes are on of which no manifest says where they are. */
  public static final ImmutableList<Cidr> NODE_SEGMENTS =
      ImmutableList.of(Cidr.of("192.168.0.0/24"), Cidr.of("fd00:192::/64"));

  /** kubeadm gives the DNS Service the tenth address (GetDNSIP of kubeadm 1.36). */
  private static final int DNS_SERVER = 10;

  public AddressPlan {
    podCidrs = ImmutableList.copyOf(podCidrs);
    serviceCidrs = ImmutableList.copyOf(serviceCidrs);
    ImmutableList<IpFamily> families = familiesOf(podCidrs);
    if (families.isEmpty()
        || ImmutableSet.copyOf(families).size() < families.size()
        || !families.equals(familiesOf(serviceCidrs))) {
      throw new IllegalArgumentException(
          "pod CIDRs %s and service CIDRs %s are not one of each family in the same order"
              .formatted(podCidrs, serviceCidrs));
    }
  }

  private static ImmutableList<IpFamily> familiesOf(List<Cidr> cidrs) {
    return cidrs.stream().map(Cidr::family).collect(ImmutableList.toImmutableList());
  }

  /** The plan of a cluster of these families, the primary first, that says nothing of its own. */
  public static AddressPlan of(IpFamily... families) {
    return of(Arrays.asList(families));
  }

  /** The plan of a cluster of these families, the primary first, that says nothing of its own. */
  public static AddressPlan of(Collection<IpFamily> families) {
    return new AddressPlan(
        families.stream().map(BlockUse.PODS::defaultBlock).toList(),
        families.stream().map(BlockUse.SERVICES::defaultBlock).toList());
  }

  /** The families of the cluster, the primary first. */
  public List<IpFamily> families() {
    return familiesOf(podCidrs);
  }

  /** The block that Pods' addresses of a family come from. */
  public Optional<Cidr> podCidr(IpFamily family) {
    return of(family, podCidrs);
  }

  /** The block that cluster IPs of a family come from. */
  public Optional<Cidr> serviceCidr(IpFamily family) {
    return of(family, serviceCidrs);
  }

  private static Optional<Cidr> of(IpFamily family, List<Cidr> cidrs) {
    return cidrs.stream().filter(cidr -> cidr.family() == family).findFirst();
  }

  /** The address that the Service of the cluster's DNS server has where no manifest says it. */
  public IpAddress dnsServer() {
    return serviceCidrs.get(0).at(DNS_SERVER);
  }
}
