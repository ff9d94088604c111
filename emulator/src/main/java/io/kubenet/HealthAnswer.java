package io.kubenet;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.HealthCheck;
import java.util.List;
import java.util.Map;

/**
 * What a node's kube-proxy answers a load balancer on the health check node port of a Service.
 *
 * @param service the Service: {@code shop/api}
 * @param status the HTTP status: 200, or 503 where the node has no local endpoint
 * @param localEndpoints how many local endpoints it counts
 * @param headers the headers that it sets, the weight of the node among them
 * @param body an object in JSON
 */
public record HealthAnswer(
    String service, int status, int localEndpoints, Map<String, String> headers, String body) {

  public HealthAnswer {
    headers = ImmutableMap.copyOf(headers);
  }

  /**
   * What is answered on a port.
   *
   * @throws IllegalArgumentException if no health check is there
   */
  static HealthAnswer on(int port, List<HealthCheck> checks) {
    return checks.stream()
        .filter(check -> check.port() == port)
        .findFirst()
        .map(HealthAnswer::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no health check node port " + port + "; there are: " + listed(checks)));
  }

  private static String listed(List<HealthCheck> checks) {
    return checks.isEmpty()
        ? "none"
        : checks.stream()
            .map(check -> check.port() + " of " + check.service())
            .collect(joining(", "));
  }

  private static HealthAnswer of(HealthCheck check) {
    return new HealthAnswer(
        check.service().toString(),
        check.status(),
        check.localEndpoints(),
        check.headers(),
        check.body());
  }
}
