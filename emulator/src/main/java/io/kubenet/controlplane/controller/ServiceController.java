package io.kubenet.controlplane.controller;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.LongStream;

/** Gives Services of type LoadBalancer the addresses that a cloud would give them. */
public final class ServiceController {

  private static final IpAddress FIRST_IPV4 = IpAddress.of("192.0.2.1");
  private static final IpAddress FIRST_IPV6 = IpAddress.of("2001:db8::1");

  private final Workspace workspace;

  public ServiceController(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Makes a Service, or changes one. */
  public void put(Service service) {
    boolean isWithout =
        service.type() == Service.Type.LOAD_BALANCER && service.loadBalancer().ingress().isEmpty();
    workspace.put(isWithout ? service.with(loadBalancer(service)) : service);
  }

  /** It keeps the addresses that it had. */
  private Service.LoadBalancer loadBalancer(Service service) {
    List<Service.Ingress> kept =
        workspace
            .cluster()
            .service(service.name())
            .map(before -> before.loadBalancer().ingress())
            .orElse(ImmutableList.of());
    return new Service.LoadBalancer(
        kept.isEmpty() ? service.ipFamilies().stream().map(this::free).toList() : kept,
        service.loadBalancer().sourceRanges(),
        service.loadBalancer().healthCheckNodePort());
  }

  private Service.Ingress free(IpFamily family) {
    List<IpAddress> taken =
        workspace.cluster().services().stream()
            .flatMap(service -> service.loadBalancer().ingress().stream())
            .map(Service.Ingress::ip)
            .toList();
    IpAddress first = family == IpFamily.IPV4 ? FIRST_IPV4 : FIRST_IPV6;
    IpAddress ip =
        LongStream.iterate(0, n -> n + 1)
            .mapToObj(first::plus)
            .filter(address -> !taken.contains(address))
            .findFirst()
            .orElseThrow();
    return new Service.Ingress(ip, true);
  }
}
