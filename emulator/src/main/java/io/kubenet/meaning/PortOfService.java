package io.kubenet.meaning;

/**
 * A port of a Service.
 *
 * @param service the Service's namespace and name: {@code shop/api}
 * @param port the port's name, or an empty text where it has none
 */
public record PortOfService(String service, String port) {

  /** {@code shop/api:http}. */
  @Override
  public String toString() {
    return port.isEmpty() ? service : service + ":" + port;
  }
}
