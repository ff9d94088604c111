package io.kubenet.kubeproxy.services;

import io.kubenet.model.EndpointSlice;
import io.kubenet.net.IpPort;

/**
 * An endpoint of a Service's port.
 *
 * @param text its address and port as kube-proxy writes, hashes and sorts them: {@code
 *     10.42.1.7:80}
 * @param address its address and port
 * @param source what the slice says of it
 */
public record Endpoint(String text, IpPort address, EndpointSlice.Endpoint source) {

  static Endpoint of(IpPort address, EndpointSlice.Endpoint source) {
    return new Endpoint(address.toString(), address, source);
  }

  public boolean isReady() {
    return source.isReady();
  }

  /** Whether it terminates but still serves: a last resort. */
  public boolean isServingTerminating() {
    return source.isServing() && source.isTerminating();
  }

  /** Whether it is on a node. */
  public boolean isOn(String nodeName) {
    return source.nodeName().filter(nodeName::equals).isPresent();
  }

  /** {@code 10.42.1.7:80}. */
  @Override
  public String toString() {
    return text;
  }
}
