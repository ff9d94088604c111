package io.kubenet.controlplane.admission.allocation;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.service.ServiceInheritance;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.IpAddress;
import java.util.Optional;

/**
 * Gives a Service its cluster IPs and node ports, and takes back what it no longer has: alloc.go of
 * the Service storage.
 */
public final class ServiceAllocation {

  private ServiceAllocation() {}

  /** Allocates for a new Service, whose tree is filled in. */
  public static Allocators create(Allocators allocators, ManifestObject object) {
    ServiceTree service = ServiceTree.of(object.tree());
    if (!service.clusterIp().isEmpty() && service.clusterIps().isEmpty()) {
      service.clusterIps(ImmutableList.of(service.clusterIp()));
    }
    IpFamilies.decide(allocators, service, Optional.empty());
    Allocators addressed = new ClusterIpAllocation(allocators, object).create();
    return new NodePortAllocation(addressed, object).create();
  }

  /** Allocates for a changed Service, whose tree is filled in from what the old one had. */
  public static Allocators update(Allocators allocators, ManifestObject object, ServiceTree old) {
    ServiceTree service = ServiceTree.of(object.tree());
    ServiceInheritance.patch(service, old);
    IpFamilies.decide(allocators, service, Optional.of(old));
    Allocators addressed = new ClusterIpAllocation(allocators, object).update(old);
    return new NodePortAllocation(addressed, object).update(old);
  }

  /** Takes everything back from a Service that is deleted. */
  public static Allocators release(Allocators allocators, ServiceTree service) {
    Allocators left = allocators;
    for (String address : service.clusterIps()) {
      Optional<IpAddress> parsed = Addresses.parse(address);
      left = parsed.isPresent() ? left.without(parsed.get()) : left;
    }
    for (int port : service.nodePorts()) {
      left = left.without(port);
    }
    return service.needsHealthCheck() ? left.without(service.healthCheckNodePort()) : left;
  }
}
