package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.Service.Ingress;
import io.kubenet.model.Service.LoadBalancer;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds Services; without further words one of type ClusterIP with all policies Cluster. */
public final class ServiceBuilder {

  private final ObjectName name;
  private final List<IpAddress> clusterIps = new ArrayList<>();
  private final List<ServicePort> ports = new ArrayList<>();
  private final List<IpAddress> externalIps = new ArrayList<>();
  private final List<Ingress> ingress = new ArrayList<>();
  private final List<Cidr> sourceRanges = new ArrayList<>();
  private Service.Type type = Service.Type.CLUSTER_IP;
  private TrafficPolicy externalPolicy = TrafficPolicy.CLUSTER;
  private TrafficPolicy internalPolicy = TrafficPolicy.CLUSTER;
  private OptionalInt affinity = OptionalInt.empty();
  private int healthCheckNodePort;

  private ServiceBuilder(ObjectName name) {
    this.name = name;
  }

  public static ServiceBuilder service(String name) {
    return new ServiceBuilder(ObjectName.of(name));
  }

  public ServiceBuilder type(Service.Type other) {
    type = other;
    return this;
  }

  public ServiceBuilder at(String... addresses) {
    List.of(addresses).forEach(address -> clusterIps.add(IpAddress.of(address)));
    return this;
  }

  public ServiceBuilder port(int number) {
    return port("", Protocol.TCP, number, 0);
  }

  public ServiceBuilder port(String portName, Protocol protocol, int number, int nodePort) {
    ports.add(
        new ServicePort(portName, protocol, number, new PortReference.Numbered(number), nodePort));
    return this;
  }

  public ServiceBuilder externalIp(String address) {
    externalIps.add(IpAddress.of(address));
    return this;
  }

  /** A load balancer's address that nodes answer for. */
  public ServiceBuilder vip(String address) {
    ingress.add(new Ingress(IpAddress.of(address), /* isVip= */ true));
    return this;
  }

  /** A load balancer's address that nodes leave to it. */
  public ServiceBuilder proxiedBy(String address) {
    ingress.add(new Ingress(IpAddress.of(address), /* isVip= */ false));
    return this;
  }

  public ServiceBuilder sourceRange(String cidr) {
    sourceRanges.add(Cidr.of(cidr));
    return this;
  }

  public ServiceBuilder externalPolicy(TrafficPolicy policy) {
    externalPolicy = policy;
    return this;
  }

  public ServiceBuilder internalPolicy(TrafficPolicy policy) {
    internalPolicy = policy;
    return this;
  }

  public ServiceBuilder affinity(int seconds) {
    affinity = OptionalInt.of(seconds);
    return this;
  }

  public ServiceBuilder healthCheckNodePort(int port) {
    healthCheckNodePort = port;
    return this;
  }

  public Service build() {
    return new Service(
        name,
        ImmutableMap.of(),
        ImmutableMap.of(),
        type,
        clusterIps,
        clusterIps.stream().map(IpAddress::family).toList(),
        ports,
        ImmutableMap.of(),
        externalIps,
        new LoadBalancer(ingress, sourceRanges, healthCheckNodePort),
        externalPolicy,
        internalPolicy,
        affinity,
        /* publishesNotReadyAddresses= */ false,
        Optional.empty(),
        Optional.empty());
  }

  /** The ports as kube-proxy reads them; in IPv4 for the latest version. */
  public List<ServicePortInfo> read() {
    return new ServicePortReader(IpFamily.IPV4, KubernetesVersion.LATEST).read(build());
  }

  public ServicePortInfo readOnlyPort() {
    return ImmutableList.copyOf(read()).get(0);
  }
}
