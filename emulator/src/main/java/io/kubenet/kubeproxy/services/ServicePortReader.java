package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Service;
import io.kubenet.model.Service.TrafficPolicy;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the ports of Services, as newBaseServiceInfo of kube-proxy does.
 *
 * @param family the family of the rules that are to be written
 * @param version the version of kube-proxy
 */
record ServicePortReader(IpFamily family, KubernetesVersion version) {

  /** Leaves a Service to somebody else who is no kube-proxy. */
  private static final String SERVICE_PROXY_NAME_LABEL = "service.kubernetes.io/service-proxy-name";

  private static final String HINTS_ANNOTATION = "service.kubernetes.io/topology-aware-hints";

  /** The ports of a Service; none if it has no cluster IP of the family. */
  List<ServicePortInfo> read(Service service) {
    if (service.type() == Service.Type.EXTERNAL_NAME
        || service.labels().containsKey(SERVICE_PROXY_NAME_LABEL)) {
      return ImmutableList.of();
    }
    return service
        .clusterIp(family)
        .map(clusterIp -> service.ports().stream().map(port -> read(service, clusterIp, port)))
        .orElse(Stream.empty())
        .collect(ImmutableList.toImmutableList());
  }

  private ServicePortInfo read(Service service, IpAddress clusterIp, ServicePort port) {
    TrafficPolicy externalPolicy = externalTrafficPolicy(service);
    return new ServicePortInfo(
        new ServicePortName(service.name(), port.name(), port.protocol()),
        clusterIp,
        port.port(),
        port.nodePort(),
        ofFamily(service.externalIps().stream()),
        ofFamily(loadBalancerVips(service)),
        sourceRanges(service),
        externalPolicy,
        service.internalTrafficPolicy(),
        service.affinityTimeoutSeconds(),
        externalPolicy == TrafficPolicy.LOCAL ? healthCheckNodePort(service) : 0,
        isHintedByAnnotation(service));
  }

  /** ExternalPolicyLocal of 1.36; RequestsOnlyLocalTraffic of 1.23, which knew no external IPs. */
  private TrafficPolicy externalTrafficPolicy(Service service) {
    boolean isExternal =
        service.type() != Service.Type.CLUSTER_IP
            || (KubeProxyFeature.EXTERNAL_POLICY_OF_EXTERNAL_IPS.isIn(version)
                && !service.externalIps().isEmpty());
    return isExternal ? service.externalTrafficPolicy() : TrafficPolicy.CLUSTER;
  }

  private static int healthCheckNodePort(Service service) {
    return service.type() == Service.Type.LOAD_BALANCER
        ? service.loadBalancer().healthCheckNodePort()
        : 0;
  }

  /** Since 1.30 kube-proxy reads ipMode; before, it answered for every load balancer. */
  private Stream<IpAddress> loadBalancerVips(Service service) {
    return service.loadBalancer().ingress().stream()
        .filter(ingress -> ingress.isVip() || !KubeProxyFeature.LOAD_BALANCER_IP_MODE.isIn(version))
        .map(Service.Ingress::ip);
  }

  /** Since 1.34 a range that holds every address counts as no ranges at all. */
  private List<Cidr> sourceRanges(Service service) {
    List<Cidr> ranges =
        service.loadBalancer().sourceRanges().stream()
            .filter(range -> range.family() == family)
            .collect(ImmutableList.toImmutableList());
    boolean isOpen = ranges.stream().anyMatch(range -> range.prefixLength() == 0);
    return isOpen && KubeProxyFeature.OPEN_SOURCE_RANGES.isIn(version)
        ? ImmutableList.of()
        : ranges;
  }

  private static boolean isHintedByAnnotation(Service service) {
    String value = service.annotations().getOrDefault(HINTS_ANNOTATION, "");
    return value.equals("Auto") || value.equals("auto");
  }

  private List<IpAddress> ofFamily(Stream<IpAddress> addresses) {
    return addresses
        .filter(address -> address.family() == family)
        .collect(ImmutableList.toImmutableList());
  }
}
