package io.kubenet.controlplane.admission.allocation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.controlplane.admission.service.ClusterIpRules;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/**
 * Decides a Service's ipFamilyPolicy and ipFamilies: initIPFamilyFields of the Service storage's
 * alloc.go.
 */
final class IpFamilies {

  private final Allocators allocators;
  private final ServiceTree service;
  private final Optional<ServiceTree> old;

  private IpFamilies(Allocators allocators, ServiceTree service, Optional<ServiceTree> old) {
    this.allocators = allocators;
    this.service = service;
    this.old = old;
  }

  /**
   * Fills in what the Service leaves out.
   *
   * @throws Refused if what it says does not fit together, or the cluster
   */
  static void decide(Allocators allocators, ServiceTree service, Optional<ServiceTree> old) {
    if (!service.isExternalName() && !old.filter(o -> isUnchanged(service, o)).isPresent()) {
      new IpFamilies(allocators, service, old).decide();
    }
  }

  /** isMatchingPreferDualStackClusterIPFields: such a Service keeps the families that it has. */
  static boolean isUnchanged(ServiceTree service, ServiceTree old) {
    return service.isPolicy(ServiceTree.PREFER_DUAL_STACK)
        && service.type().equals(old.type())
        && (service.hasNodePortType() || service.isType("ClusterIP"))
        && (old.ipFamilyPolicy().isEmpty() || old.isPolicy(ServiceTree.PREFER_DUAL_STACK))
        && service.clusterIps().equals(old.clusterIps())
        && service.ipFamilies().equals(old.ipFamilies());
  }

  private void decide() {
    if (service.ipFamilyPolicy().isEmpty()) {
      service.ipFamilyPolicy(inferredPolicy());
    }
    Causes causes = new Causes();
    ClusterIpRules.check(service, old.map(ServiceTree::clusterIps).orElse(List.of()), causes);
    refuse(causes);
    old.ifPresent(before -> downgrade(before, causes));
    oneStackHasOneOfEach(causes);
    inferFamilies(causes);
    refuse(causes);
    if (isHeadlessWithoutSelector()) {
      // It gets both families even where the cluster has but one.
      fillFirstFamily();
      fillSecondFamily();
      return;
    }
    fitsCluster(causes);
    refuse(causes);
    fillFirstFamily();
    if (allocators.config().isDualStack()) {
      fillSecondFamily();
    }
  }

  private String inferredPolicy() {
    Optional<String> before = old.flatMap(ServiceTree::ipFamilyPolicy);
    return before.orElse(
        isHeadlessWithoutSelector() ? ServiceTree.REQUIRE_DUAL_STACK : ServiceTree.SINGLE_STACK);
  }

  private boolean isHeadlessWithoutSelector() {
    return service.clusterIp().equals(ServiceTree.NONE) && !service.hasSelector();
  }

  /** SingleStack releases the second family; without it, the second one may not go away. */
  private void downgrade(ServiceTree before, Causes causes) {
    List<String> addresses = service.clusterIps();
    List<String> families = service.ipFamilies();
    if (service.isPolicy(ServiceTree.SINGLE_STACK)) {
      if (addresses.size() > 1 && addresses.equals(before.clusterIps())) {
        service.clusterIps(addresses.subList(0, 1));
      }
      if (families.size() > 1 && families.equals(before.ipFamilies())) {
        service.ipFamilies(families.subList(0, 1));
      }
      return;
    }
    if (!addresses.isEmpty() && addresses.size() < before.clusterIps().size()) {
      causes.invalid(
          ClusterIpRules.POLICY, policy(), "must be SingleStack to release the second cluster IP");
    }
    if (!families.isEmpty() && families.size() < before.ipFamilies().size()) {
      causes.invalid(
          ClusterIpRules.POLICY, policy(), "must be SingleStack to release the second IP family");
    }
  }

  private void oneStackHasOneOfEach(Causes causes) {
    if (!service.isPolicy(ServiceTree.SINGLE_STACK)) {
      return;
    }
    String rule = "must be RequireDualStack or PreferDualStack with several ";
    if (service.clusterIps().size() == 2) {
      causes.invalid(ClusterIpRules.POLICY, policy(), rule + "clusterIPs");
    }
    if (service.ipFamilies().size() == 2) {
      causes.invalid(ClusterIpRules.POLICY, policy(), rule + "ipFamilies");
    }
  }

  /** Takes the families of clusterIPs for which ipFamilies has no entry. */
  private void inferFamilies(Causes causes) {
    List<String> addresses = service.clusterIps();
    if (service.isHeadless()) {
      return;
    }
    for (int i = service.ipFamilies().size(); i < addresses.size(); i++) {
      IpFamily family = Addresses.isIpv6(addresses.get(i)) ? IpFamily.IPV6 : IpFamily.IPV4;
      if (allocators.isFamilyConfigured(family)) {
        addFamily(ServiceTree.name(family));
      } else {
        causes.invalid(
            ClusterIpRules.CLUSTER_IPS.item(i),
            addresses.get(i),
            "is of a family that this cluster has no Service addresses of");
      }
    }
  }

  private void fitsCluster(Causes causes) {
    boolean isDualStack = allocators.config().isDualStack();
    if (service.isPolicy(ServiceTree.REQUIRE_DUAL_STACK) && !isDualStack) {
      causes.invalid(
          ClusterIpRules.POLICY, policy(), "needs a dual-stack cluster, which this is not");
    }
    List<String> families = service.ipFamilies();
    for (int i = 0; i < families.size(); i++) {
      if (!allocators.isFamilyConfigured(ServiceTree.family(families.get(i)))) {
        causes.invalid(
            ClusterIpRules.FAMILIES.item(i), families.get(i), "is not configured on this cluster");
      }
    }
  }

  private void fillFirstFamily() {
    if (service.ipFamilies().isEmpty()) {
      addFamily(ServiceTree.name(allocators.config().primaryFamily()));
    }
  }

  private void fillSecondFamily() {
    if (service.ipFamilies().size() == 1 && !service.isPolicy(ServiceTree.SINGLE_STACK)) {
      boolean isIpv4 = service.ipFamilies().get(0).equals("IPv4");
      addFamily(isIpv4 ? "IPv6" : "IPv4");
    }
  }

  private void addFamily(String family) {
    List<String> before = service.ipFamilies();
    service.ipFamilies(ImmutableList.copyOf(Iterables.concat(before, ImmutableList.of(family))));
  }

  private String policy() {
    return service.ipFamilyPolicy().orElse("");
  }

  private static void refuse(Causes causes) {
    if (!causes.isEmpty()) {
      throw Refused.invalid(causes.found());
    }
  }
}
