package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Service;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Services ask of a kube-proxy that is too old to have heard of it, and passes it over. */
public final class VersionFindings {

  /**
   * Something that a Service can ask for.
   *
   * @param feature what a kube-proxy must have to read it
   * @param path the path of the field that asks for it
   * @param isAsked whether a Service asks for it
   * @param instead what an older kube-proxy does
   */
  private record Request(
      KubeProxyFeature feature, String path, Predicate<Service> isAsked, String instead) {

    Finding finding(Service service, KubernetesVersion version) {
      return Finding.warning(
          FindingKind.KUBE_PROXY_TOO_OLD,
          new Finding.Subject("Service", service.name().toString(), path),
          "kube-proxy " + version + " does not know it and " + instead,
          "leave it out, or ask for Kubernetes " + feature.since() + " or newer");
    }
  }

  private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
  private static final Predicate<String> IS_OF_NODE = "PreferSameNode"::equals;
  private static final String EVERYWHERE = "sends to endpoints everywhere";

  /** The gates and readers of kube-proxy: features.go and service.go of each version. */
  private static final List<Request> REQUESTS =
      ImmutableList.of(
          new Request(
              KubeProxyFeature.TOPOLOGY_MODE_ANNOTATION,
              "metadata.annotations[" + TOPOLOGY_MODE + "]",
              service -> service.annotations().containsKey(TOPOLOGY_MODE),
              EVERYWHERE),
          new Request(
              KubeProxyFeature.LOAD_BALANCER_IP_MODE,
              "status.loadBalancer.ingress[].ipMode",
              service -> service.loadBalancer().ingress().stream().anyMatch(ip -> !ip.isVip()),
              "answers for the load balancer on every node"),
          new Request(
              KubeProxyFeature.TRAFFIC_DISTRIBUTION,
              "spec.trafficDistribution",
              service -> service.trafficDistribution().filter(IS_OF_NODE.negate()).isPresent(),
              EVERYWHERE),
          new Request(
              KubeProxyFeature.NODE_HINTS,
              "spec.trafficDistribution",
              service -> service.trafficDistribution().filter(IS_OF_NODE).isPresent(),
              EVERYWHERE));

  private VersionFindings() {}

  /** What a version passes over in the Services of a state. */
  public static List<Finding> of(ClusterState state, KubernetesVersion version) {
    return state.services().stream()
        .flatMap(service -> of(service, version))
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<Finding> of(Service service, KubernetesVersion version) {
    return REQUESTS.stream()
        .filter(request -> !request.feature().isIn(version))
        .filter(request -> request.isAsked().test(service))
        .map(request -> request.finding(service, version));
  }
}
