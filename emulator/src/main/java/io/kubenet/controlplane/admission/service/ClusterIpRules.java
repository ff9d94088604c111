package io.kubenet.controlplane.admission.service;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.manifest.FieldPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy of a Service must fit together:
 * ValidateServiceClusterIPsRelatedFields of pkg/apis/core/validation.
 */
public final class ClusterIpRules {

  public static final FieldPath CLUSTER_IPS = FieldPath.of("spec.clusterIPs");
  public static final FieldPath FAMILIES = FieldPath.of("spec.ipFamilies");
  public static final FieldPath POLICY = FieldPath.of("spec.ipFamilyPolicy");

  private static final List<String> POLICIES =
      ImmutableList.of(
          ServiceTree.PREFER_DUAL_STACK, ServiceTree.REQUIRE_DUAL_STACK, ServiceTree.SINGLE_STACK);

  private ClusterIpRules() {}

  /** Finds what does not fit; addresses that the Service had before are not judged again. */
  public static void check(ServiceTree service, List<String> existing, Causes causes) {
    if (service.isExternalName()) {
      return;
    }
    firstIsClusterIp(service, causes);
    families(service, causes);
    service
        .ipFamilyPolicy()
        .filter(policy -> !POLICIES.contains(policy))
        .ifPresent(policy -> causes.notSupported(POLICY, policy, POLICIES));
    if (areAddresses(service, existing, causes)) {
      oneOfEachFamily(service, causes);
      ofTheirFamilies(service, causes);
    }
  }

  private static void firstIsClusterIp(ServiceTree service, Causes causes) {
    List<String> addresses = service.clusterIps();
    if (service.clusterIp().isEmpty()) {
      if (!addresses.isEmpty()) {
        causes.invalid(CLUSTER_IPS, addresses, "must be empty when clusterIP is not given");
      }
    } else if (addresses.isEmpty()) {
      causes.required(CLUSTER_IPS);
    } else if (!addresses.get(0).equals(service.clusterIp())) {
      causes.invalid(CLUSTER_IPS, addresses, "must begin with clusterIP " + service.clusterIp());
    }
  }

  private static void families(ServiceTree service, Causes causes) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> families = service.ipFamilies();
    for (int i = 0; i < families.size(); i++) {
      String family = families.get(i);
      if (!ImmutableList.of("IPv4", "IPv6").contains(family)) {
        causes.notSupported(FAMILIES.item(i), family, ImmutableList.of("IPv4", "IPv6"));
      }
      if (!seen.add(family)) {
        causes.duplicate(FAMILIES.item(i), family);
      }
    }
  }

  private static boolean areAddresses(ServiceTree service, List<String> existing, Causes causes) {
    int before = causes.size();
    List<String> addresses = service.clusterIps();
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (i == 0 && address.equals(ServiceTree.NONE)) {
        if (addresses.size() > 1) {
          causes.invalid(CLUSTER_IPS, addresses, "may hold 'None' only as its one value");
        }
      } else if (!existing.contains(address)) {
        causes.invalid(CLUSTER_IPS.item(i), address, Addresses.address(address));
      }
    }
    boolean hasOnlyAddresses = causes.size() == before;
    if (addresses.size() > 2) {
      causes.invalid(CLUSTER_IPS, addresses, "may only hold up to 2 values");
    }
    return hasOnlyAddresses;
  }

  private static void oneOfEachFamily(ServiceTree service, Causes causes) {
    List<String> addresses = service.clusterIps();
    boolean isDualStack =
        addresses.stream().anyMatch(Addresses::isIpv4)
            && addresses.stream().anyMatch(Addresses::isIpv6);
    if (addresses.size() > 1 && !isDualStack) {
      causes.invalid(CLUSTER_IPS, addresses, "may hold one address of each family at most");
    }
  }

  private static void ofTheirFamilies(ServiceTree service, Causes causes) {
    if (service.isHeadless()) {
      return;
    }
    List<String> addresses = service.clusterIps();
    List<String> families = service.ipFamilies();
    for (int i = 0; i < Math.min(addresses.size(), families.size()); i++) {
      String address = addresses.get(i);
      String family = families.get(i);
      boolean fits = Addresses.isIpv6(address) ? !family.equals("IPv4") : !family.equals("IPv6");
      if (!fits) {
        causes.invalid(
            CLUSTER_IPS.item(i),
            address,
            "must be of the family of ipFamilies[" + i + "]: " + family);
      }
    }
  }
}
