package io.kubenet.junit;

import io.kubenet.Cluster;
import io.kubenet.Host;
import java.lang.reflect.Parameter;
import java.util.Optional;

/** What a parameter of a test takes of a cluster: all of it, or a host. */
public interface Injection {

  /** The parameter's value. */
  Object from(Cluster cluster);

  /** What a parameter takes; empty if it is not for this library to give. */
  static Optional<Injection> into(Parameter parameter) {
    if (parameter.getType() == Cluster.class) {
      return Optional.of(cluster -> cluster);
    }
    return parameter.getType() == Host.class ? host(parameter) : Optional.empty();
  }

  private static Optional<Injection> host(Parameter parameter) {
    Optional<Injection> pod =
        Optional.ofNullable(parameter.getAnnotation(Pod.class))
            .map(named -> cluster -> cluster.pod(named.value()));
    return pod.or(
        () ->
            Optional.ofNullable(parameter.getAnnotation(Node.class))
                .map(named -> cluster -> cluster.node(named.value())));
  }
}
