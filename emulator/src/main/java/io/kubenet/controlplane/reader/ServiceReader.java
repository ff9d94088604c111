package io.kubenet.controlplane.reader;

import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.OptionalInt;

/** Reads admitted Services. */
public final class ServiceReader {

  private ServiceReader() {}

  public static Service read(ManifestObject object) {
    LocatedTree tree = object.located();
    LocatedTree metadata = tree.get("metadata");
    LocatedTree spec = tree.get("spec");
    return new Service(
        object.objectName(),
        Fields.texts(metadata.get("labels")),
        Fields.texts(metadata.get("annotations")),
        type(spec.get("type")),
        clusterIps(spec.get("clusterIPs")),
        spec.get("ipFamilies").texts().stream().map(ServiceReader::family).toList(),
        spec.get("ports").items().stream().map(ServiceReader::port).toList(),
        Fields.texts(spec.get("selector")),
        addresses(spec.get("externalIPs")),
        loadBalancer(spec, tree.get("status").get("loadBalancer").get("ingress")),
        trafficPolicy(spec.get("externalTrafficPolicy")),
        trafficPolicy(spec.get("internalTrafficPolicy")),
        affinityTimeout(spec),
        Fields.isTrue(spec.get("publishNotReadyAddresses")),
        spec.get("trafficDistribution").optionalText(),
        Fields.nonEmpty(spec.get("externalName")));
  }

  private static Service.Type type(LocatedTree type) {
    return switch (type.text()) {
      case "ClusterIP" -> Service.Type.CLUSTER_IP;
      case "NodePort" -> Service.Type.NODE_PORT;
      case "LoadBalancer" -> Service.Type.LOAD_BALANCER;
      case "ExternalName" -> Service.Type.EXTERNAL_NAME;
      default -> throw type.error("is no type of Services");
    };
  }

  private static List<IpAddress> clusterIps(LocatedTree clusterIps) {
    return clusterIps.items().stream()
        .filter(address -> !address.text().equals("None"))
        .map(address -> Containers.address(address, address.text()))
        .toList();
  }

  private static IpFamily family(String name) {
    return name.equals("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  private static List<IpAddress> addresses(LocatedTree list) {
    return list.items().stream().map(one -> Containers.address(one, one.text())).toList();
  }

  private static ServicePort port(LocatedTree port) {
    return new ServicePort(
        port.get("name").textOrEmpty(),
        Protocol.valueOf(port.get("protocol").text()),
        port.get("port").integer(),
        reference(port.get("targetPort")),
        port.get("nodePort").integerOrZero());
  }

  /** A port by its number or its name. */
  static PortReference reference(LocatedTree port) {
    return port.node().isTextual()
        ? new PortReference.Named(port.text())
        : new PortReference.Numbered(port.integer());
  }

  private static Service.LoadBalancer loadBalancer(LocatedTree spec, LocatedTree ingress) {
    return new Service.LoadBalancer(
        ingress.items().stream()
            .filter(one -> Fields.nonEmpty(one.get("ip")).isPresent())
            .map(ServiceReader::ingress)
            .toList(),
        spec.get("loadBalancerSourceRanges").texts().stream()
            .map(range -> Cidr.of(range.strip()))
            .toList(),
        spec.get("healthCheckNodePort").integerOrZero());
  }

  private static Service.Ingress ingress(LocatedTree ingress) {
    return new Service.Ingress(
        Containers.address(ingress.get("ip"), ingress.get("ip").text()),
        !ingress.get("ipMode").textOrEmpty().equals("Proxy"));
  }

  private static Service.TrafficPolicy trafficPolicy(LocatedTree policy) {
    return policy.textOrEmpty().equals("Local")
        ? Service.TrafficPolicy.LOCAL
        : Service.TrafficPolicy.CLUSTER;
  }

  private static OptionalInt affinityTimeout(LocatedTree spec) {
    LocatedTree timeout = spec.get("sessionAffinityConfig").get("clientIP").get("timeoutSeconds");
    return spec.get("sessionAffinity").textOrEmpty().equals("ClientIP")
        ? OptionalInt.of(timeout.integer())
        : OptionalInt.empty();
  }
}
