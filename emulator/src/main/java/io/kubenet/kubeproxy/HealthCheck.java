package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.ObjectName;
import java.util.Map;

/**
 * What a node's kube-proxy answers on the health check node port of a Service (hcHandler of
 * service_health.go), by which load balancers learn where endpoints are. It itself is healthy.
 *
 * @param service the Service
 * @param port the port
 * @param localEndpoints how many of the node's addresses have a ready endpoint of the Service
 * @param version the version of kube-proxy
 */
public record HealthCheck(
    ObjectName service, int port, int localEndpoints, KubernetesVersion version) {

  /** The header that tells load balancers how much a node can take. */
  public static final String WEIGHT_HEADER = "X-Load-Balancing-Endpoint-Weight";

  public boolean isHealthy() {
    return localEndpoints > 0;
  }

  /** 200, or 503 Service Unavailable. */
  public int status() {
    return isHealthy() ? 200 : 503;
  }

  /** The headers that it sets itself. */
  public Map<String, String> headers() {
    ImmutableMap.Builder<String, String> headers = ImmutableMap.builder();
    headers.put("Content-Type", "application/json").put("X-Content-Type-Options", "nosniff");
    if (isWeighed()) {
      headers.put(WEIGHT_HEADER, Integer.toString(localEndpoints));
    }
    return headers.buildOrThrow();
  }

  /** An object in JSON, indented by tabs, without an end of line. */
  public String body() {
    String proxy = isWeighed() ? ",\n\t\"serviceProxyHealthy\": true" : "";
    return """
    {
    \t"service": {
    \t\t"namespace": "%s",
    \t\t"name": "%s"
    \t},
    \t"localEndpoints": %d%s
    }\
    """
        .formatted(service.namespace(), service.name(), localEndpoints, proxy);
  }

  /** 1.23 said neither weight nor its own health. */
  private boolean isWeighed() {
    return KubeProxyFeature.HEALTH_CHECK_WEIGHT.isIn(version);
  }
}
