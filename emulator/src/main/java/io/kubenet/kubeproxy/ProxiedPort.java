package io.kubenet.kubeproxy;

/**
 * A port of a Service, and the endpoints that a node may use for it: all that the node's rules of
 * this port are made from, beside the node itself.
 *
 * @param info the port
 * @param endpoints the endpoints
 */
public record ProxiedPort(ServicePortInfo info, EndpointSelection endpoints) {

  public boolean hasEndpoints() {
    return endpoints.hasEndpoints();
  }

  /** Whether there is an endpoint for traffic to the cluster IP. */
  public boolean hasInternalEndpoints() {
    return endpoints.hasInternalEndpoints(info);
  }

  /** Whether there is an endpoint for traffic from outside. */
  public boolean hasExternalEndpoints() {
    return endpoints.hasExternalEndpoints(info);
  }
}
