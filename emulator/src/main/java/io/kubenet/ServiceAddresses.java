package io.kubenet;

import io.kubenet.model.ClusterState;
import io.kubenet.model.Service;
import io.kubenet.net.Packet;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose the cluster IPs are that nobody answers at.
 *
 * @param state where the Services are
 */
record ServiceAddresses(ClusterState state) {

  private static final String PROXY_NAME = "service.kubernetes.io/service-proxy-name";

  /** An outcome, with what is to be told of a Service whose address nothing translated. */
  Outcome told(Outcome outcome, Packet sent) {
    return outcome.cause() instanceof Cause.GatewayDropped dropped
            && dropped.destination().equals(sent.destination())
        ? service(sent)
            .flatMap(service -> why(service, sent))
            .map(why -> new Cause.NotServed(sent.destination(), why))
            .map(cause -> new Outcome(outcome.verdict(), cause))
            .orElse(outcome)
        : outcome;
  }

  private Optional<Service> service(Packet sent) {
    return state.services().stream()
        .filter(service -> service.clusterIps().contains(sent.destination()))
        .findFirst();
  }

  private static Optional<String> why(Service service, Packet sent) {
    String proxy = service.labels().get(PROXY_NAME);
    if (proxy != null) {
      return Optional.of(
          "Service %s, which is left to proxy '%s' by its label %s: kube-proxy writes no rules"
              .formatted(service.name(), proxy, PROXY_NAME));
    }
    boolean hasPort =
        service.ports().stream()
            .anyMatch(
                port ->
                    port.port() == sent.destinationPort() && port.protocol() == sent.protocol());
    return hasPort
        ? Optional.empty()
        : Optional.of(
            "Service %s, which has no port %d/%s; its ports are %s"
                .formatted(
                    service.name(), sent.destinationPort(), sent.protocol(), ports(service)));
  }

  private static String ports(Service service) {
    return service.ports().stream()
        .map(
            port ->
                "%d/%s%s"
                    .formatted(
                        port.port(),
                        port.protocol(),
                        port.name().isEmpty() ? "" : " " + port.name()))
        .collect(Collectors.joining(", "));
  }
}
