package io.kubenet.dns;

import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;

/** The label of an endpoint: endpointHostname of CoreDNS' kubernetes plugin (v1.13.1). */
final class EndpointName {

  private static final int MAX_LABEL_BYTES = 63;

  private EndpointName() {}

  /** Its hostname, else its pod's name where the Corefile says so, else its address. */
  static String of(Endpoint endpoint, IpAddress address, KubernetesOptions options) {
    if (endpoint.hostname().isPresent()) {
      return endpoint.hostname().get();
    }
    return endpoint
        .pod()
        .map(ObjectName::name)
        .filter(name -> options.namesEndpointsAfterPods() && name.length() <= MAX_LABEL_BYTES)
        .orElseGet(() -> ofAddress(endpoint.spelling(address)));
  }

  private static String ofAddress(String address) {
    String text = address.replace('.', '-').replace(':', '-');
    return text.endsWith("-") ? text + "0" : text;
  }
}
