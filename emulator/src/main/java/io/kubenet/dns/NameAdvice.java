package io.kubenet.dns;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people mean who use a name that does not exist. */
public final class NameAdvice {

  private final ClusterState state;
  private final String services;

  /**
   * Advice about names of a cluster.
   *
   * @param clusterDomain the domain of its names: {@code cluster.local}
   */
  public NameAdvice(ClusterState state, String clusterDomain) {
    this.state = state;
    this.services = ".svc." + clusterDomain;
  }

  /**
   * A sentence that says which name would do, or why this one does not.
   *
   * @param namespace the namespace of the client
   */
  public Optional<String> about(String name, String namespace) {
    List<String> labels = Splitter.on('.').splitToList(withoutDomain(Ascii.toLowerCase(name)));
    return switch (labels.size()) {
      case 1 -> aboutService(new ObjectName(namespace, labels.get(0)));
      case 2 -> aboutPair(labels, namespace);
      case 3 -> aboutPod(new ObjectName(labels.get(2), labels.get(0)), labels.get(1));
      default -> Optional.empty();
    };
  }

  /**
   * A sentence for a host whose resolver does not ask the cluster's server.
   *
   * @param host what to call it: {@code node node1}
   * @param pod the pod that it is, if it is one
   */
  public Optional<String> aboutOutside(String name, String host, Optional<Pod> pod) {
    if (!isOfCluster(Splitter.on('.').splitToList(withoutDomain(Ascii.toLowerCase(name))))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s asks a resolver outside of the cluster, which does not know the cluster's names%s"
            .formatted(host, pod.map(NameAdvice::policy).orElse("")));
  }

  private boolean isOfCluster(List<String> labels) {
    return labels.size() <= 2
        && state.services().stream()
            .map(Service::name)
            .filter(service -> service.name().equals(labels.get(0)))
            .anyMatch(service -> labels.size() == 1 || service.namespace().equals(labels.get(1)));
  }

  private static String policy(Pod pod) {
    return switch (pod.dns().policy()) {
      case CLUSTER_FIRST ->
          ": dnsPolicy ClusterFirst means Default on the host's network, ClusterFirstWithHostNet"
              + " would ask the cluster";
      case CLUSTER_FIRST_WITH_HOST_NET -> "";
      case DEFAULT -> ": its dnsPolicy is Default, ClusterFirst would ask the cluster";
      case NONE -> ": its dnsPolicy is None, and dnsConfig names other servers";
    };
  }

  private String withoutDomain(String name) {
    String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String suffix = relative.endsWith(".svc") ? ".svc" : services;
    return relative.endsWith(suffix)
        ? relative.substring(0, relative.length() - suffix.length())
        : relative;
  }

  /** {@code SERVICE.NAMESPACE}, or {@code POD.SERVICE} of the client's own namespace. */
  private Optional<String> aboutPair(List<String> labels, String namespace) {
    return aboutService(new ObjectName(labels.get(1), labels.get(0)))
        .or(() -> aboutPod(new ObjectName(namespace, labels.get(0)), labels.get(1)));
  }

  private Optional<String> aboutService(ObjectName name) {
    return state.pod(name).map(this::nameOfPod).or(() -> elsewhere(name));
  }

  private String nameOfPod(Pod pod) {
    String asked = pod.name().name() + "." + pod.name().namespace() + services;
    if (pod.hostname().isEmpty() || pod.subdomain().isEmpty()) {
      return "'%s' is no name: pod '%s' has no hostname and subdomain, so it has no name of its own"
          .formatted(asked, pod.name());
    }
    return "'%s' is no name: a pod's name is below its headless Service: '%s.%s.%s%s'"
        .formatted(
            asked, pod.hostname().get(), pod.subdomain().get(), pod.name().namespace(), services);
  }

  private Optional<String> elsewhere(ObjectName name) {
    String namespaces =
        state.services().stream()
            .map(Service::name)
            .filter(other -> other.name().equals(name.name()))
            .map(other -> "'" + other.name() + "." + other.namespace() + "'")
            .collect(Collectors.joining(", "));
    return state.service(name).isPresent() || namespaces.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no Service '%s' in namespace '%s'; there is %s"
                .formatted(name.name(), name.namespace(), namespaces));
  }

  private Optional<String> aboutPod(ObjectName pod, String service) {
    return state
        .pod(pod)
        .flatMap(found -> aboutPod(found, new ObjectName(pod.namespace(), service)));
  }

  private Optional<String> aboutPod(Pod pod, ObjectName service) {
    Optional<Service> found = state.service(service);
    if (found.isEmpty()) {
      return Optional.of(
          "pod '%s' has no such name: there is no Service '%s'".formatted(pod.name(), service));
    }
    if (!pod.subdomain().equals(Optional.of(service.name()))) {
      return Optional.of(nameOfPod(pod));
    }
    return Optional.of(found.get())
        .filter(s -> !pod.isReady() && !s.publishesNotReadyAddresses())
        .map(
            s ->
                "pod '%s' is not ready, and Service '%s' publishes only addresses of pods that are: spec.publishNotReadyAddresses would publish it"
                    .formatted(pod.name(), service));
  }
}
