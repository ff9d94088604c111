package io.kubenet.controlplane.admission.allocation;

import com.google.common.base.Joiner;
import io.kubenet.controlplane.admission.service.ClusterIpRules;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives one Service its cluster IPs: allocClusterIPs and updateClusterIPs of alloc.go. */
final class ClusterIpAllocation {

  private final ManifestObject object;
  private final ServiceTree service;
  private Allocators allocators;

  ClusterIpAllocation(Allocators allocators, ManifestObject object) {
    this.allocators = allocators;
    this.object = object;
    this.service = ServiceTree.of(object.tree());
  }

  /** Allocates what a new Service needs. */
  Allocators create() {
    if (service.isExternalName() || service.clusterIps().contains(ServiceTree.NONE)) {
      return allocators;
    }
    List<String> families = service.ipFamilies();
    List<String> addresses = new ArrayList<>(service.clusterIps());
    for (int i = 0; i < families.size(); i++) {
      IpFamily family = ServiceTree.family(families.get(i));
      if (i < addresses.size()) {
        reserve(addresses.get(i));
      } else {
        addresses.add(next(family));
      }
    }
    service.clusterIps(addresses);
    if (!addresses.isEmpty()) {
      service.clusterIp(addresses.get(0));
    }
    return allocators;
  }

  /** Allocates what a changed Service needs more than it had, and takes back what it needs less. */
  Allocators update(ServiceTree old) {
    if (IpFamilies.isUnchanged(service, old)) {
      return allocators;
    }
    if (old.isExternalName() && !service.isExternalName()) {
      return create();
    }
    if (old.clusterIps().contains(ServiceTree.NONE)) {
      return allocators;
    }
    if (service.isExternalName()) {
      old.clusterIps().forEach(this::release);
      return allocators;
    }
    int before = old.ipFamilies().size();
    int after = service.ipFamilies().size();
    if (before == 1 && after == 2) {
      addSecondAddress();
    } else if (before == 2 && after == 1) {
      release(old.clusterIps().get(1));
    }
    return allocators;
  }

  private void addSecondAddress() {
    List<String> addresses = new ArrayList<>(service.clusterIps());
    if (addresses.size() > 1) {
      reserve(addresses.get(1));
      return;
    }
    addresses.add(next(ServiceTree.family(service.ipFamilies().get(1))));
    service.clusterIps(addresses);
  }

  private void reserve(String text) {
    IpAddress address = Addresses.parse(text).orElseThrow();
    requireName(text);
    if (!allocators.isAllocatable(address)) {
      throw refused(
          text,
          "is not in the Service CIDR of the cluster, "
              + Joiner.on(", ").join(allocators.config().serviceCidrs()));
    }
    Optional<Owner> owner = allocators.owner(address);
    if (owner.isPresent() && !owner.get().keepsFor(object)) {
      throw refused(text, "is already allocated to " + owner.get());
    }
    allocators = allocators.with(address, owner());
  }

  private String next(IpFamily family) {
    requireName("");
    IpAddress address =
        allocators
            .nextAddress(family)
            .orElseThrow(
                () -> new Refused(ApiError.internal("no cluster IP is left for " + object)));
    allocators = allocators.with(address, owner());
    return address.toString();
  }

  /** The IPAddress object that records an allocation needs the Service's name. */
  private void requireName(String address) {
    if (service.name().isEmpty()) {
      throw refused(address, "cannot be allocated for a Service without a name");
    }
  }

  private void release(String address) {
    allocators = allocators.without(Addresses.parse(address).orElseThrow());
  }

  private Owner owner() {
    return Owner.of(object, ClusterIpRules.CLUSTER_IPS);
  }

  private static Refused refused(String address, String problem) {
    Causes causes = new Causes();
    causes.invalid(ClusterIpRules.CLUSTER_IPS, address, problem);
    return Refused.invalid(causes.found());
  }
}
