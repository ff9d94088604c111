package io.kubenet;

import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.HealthCheck;
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

  static HealthAnswer of(HealthCheck check) {
    return new HealthAnswer(
        check.service().toString(),
        check.status(),
        check.localEndpoints(),
        check.headers(),
        check.body());
  }
}
