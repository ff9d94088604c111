package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import java.util.Collection;
import java.util.Comparator;

/**
 * Reads the endpoints of a Service from its slices, as EndpointSliceCache of kube-proxy 1.36 does.
 *
 * @param family the family of the rules that are to be written
 */
record EndpointReader(IpFamily family) {

  /**
   * The endpoints of each port of a Service, in the order of their texts: {@code 10.0.0.10:80}
   * comes before {@code 10.0.0.2:80}. An address that is in several slices is there several times,
   * in the order of the slices' names.
   */
  ListMultimap<ServicePortName, Endpoint> read(
      ObjectName service, Collection<EndpointSlice> slices) {
    ImmutableListMultimap.Builder<ServicePortName, Endpoint> endpoints =
        ImmutableListMultimap.<ServicePortName, Endpoint>builder()
            .orderValuesBy(Comparator.comparing(Endpoint::text));
    for (EndpointSlice slice : slices) {
      if (slice.family() == family) {
        slice.ports().stream()
            .filter(port -> port.number().orElse(0) != 0)
            .forEach(port -> endpoints.putAll(nameOf(service, port), read(slice, port)));
      }
    }
    return endpoints.build();
  }

  private static ServicePortName nameOf(ObjectName service, EndpointSlice.Port port) {
    return new ServicePortName(service, port.name(), port.protocol());
  }

  private static ImmutableList<Endpoint> read(EndpointSlice slice, EndpointSlice.Port port) {
    int number = port.number().orElseThrow();
    return slice.endpoints().stream()
        .filter(endpoint -> !endpoint.addresses().isEmpty())
        .map(endpoint -> Endpoint.of(new IpPort(endpoint.addresses().get(0), number), endpoint))
        .collect(ImmutableList.toImmutableList());
  }
}
