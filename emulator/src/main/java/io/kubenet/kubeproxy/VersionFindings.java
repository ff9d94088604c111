package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Finding;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Service;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Services ask of a kube-proxy that is too old to have heard of it, and passes it over. */
public final class VersionFindings {

  /**
   * A feature of Services.
   *
   * @param since the version of Kubernetes, 1.N, whose kube-proxy first reads it
   * @param path the path of the field that asks for it
   * @param isAsked whether a Service asks for it
   * @param instead what an older kube-proxy does
   */
  private record Feature(int since, String path, Predicate<Service> isAsked, String instead) {

    Finding finding(Service service, KubernetesVersion version) {
      return Finding.warning(
          new Finding.Subject("Service", service.name().toString(), path),
          "kube-proxy " + version + " does not know it and " + instead,
          "leave it out, or ask for Kubernetes 1." + since + " or newer");
    }
  }

  private static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";
  private static final Predicate<String> IS_OF_NODE = "PreferSameNode"::equals;
  private static final String EVERYWHERE = "sends to endpoints everywhere";

  /** The gates and readers of kube-proxy: features.go and service.go of each version. */
  private static final List<Feature> FEATURES =
      ImmutableList.of(
          new Feature(
              27,
              "metadata.annotations[" + TOPOLOGY_MODE + "]",
              service -> service.annotations().containsKey(TOPOLOGY_MODE),
              EVERYWHERE),
          new Feature(
              30,
              "status.loadBalancer.ingress[].ipMode",
              service -> service.loadBalancer().ingress().stream().anyMatch(ip -> !ip.isVip()),
              "answers for the load balancer on every node"),
          new Feature(
              31,
              "spec.trafficDistribution",
              service -> service.trafficDistribution().filter(IS_OF_NODE.negate()).isPresent(),
              EVERYWHERE),
          new Feature(
              34,
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
    return FEATURES.stream()
        .filter(feature -> !version.isAtLeast(feature.since()))
        .filter(feature -> feature.isAsked().test(service))
        .map(feature -> feature.finding(service, version));
  }
}
