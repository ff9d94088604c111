package io.kubenet.kubeproxy.services;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Builds endpoints; without further words ready ones, without hints. */
public final class EndpointBuilder {

  private final String address;
  private final Optional<String> node;
  private boolean isReady = true;
  private boolean isServing = true;
  private boolean isTerminating;
  private List<String> zones = ImmutableList.of();
  private List<String> nodes = ImmutableList.of();

  private EndpointBuilder(String address, Optional<String> node) {
    this.address = address;
    this.node = node;
  }

  public static EndpointBuilder endpoint(String address, String node) {
    return new EndpointBuilder(address, Optional.of(node));
  }

  /** An endpoint outside the cluster. */
  public static EndpointBuilder outside(String address) {
    return new EndpointBuilder(address, Optional.empty());
  }

  public EndpointBuilder unready() {
    isReady = false;
    isServing = false;
    return this;
  }

  /** It terminates, but still serves. */
  public EndpointBuilder terminating() {
    isReady = false;
    isTerminating = true;
    return this;
  }

  public EndpointBuilder forZones(String... names) {
    zones = ImmutableList.copyOf(names);
    return this;
  }

  public EndpointBuilder forNodes(String... names) {
    nodes = ImmutableList.copyOf(names);
    return this;
  }

  public EndpointSlice.Endpoint build() {
    return new EndpointSlice.Endpoint(
        ImmutableList.of(IpAddress.of(address)),
        isReady,
        isServing,
        isTerminating,
        Optional.empty(),
        node,
        Optional.empty(),
        zones,
        nodes,
        Optional.empty());
  }

  /** As kube-proxy reads it, at port 80. */
  public Endpoint read() {
    return Endpoint.of(new IpPort(IpAddress.of(address), 80), build());
  }

  /** A slice of the Service's port that has no name. */
  public static EndpointSlice slice(String service, EndpointBuilder... endpoints) {
    return slice(
        service, "s", new EndpointSlice.Port("", Protocol.TCP, OptionalInt.of(80)), endpoints);
  }

  public static EndpointSlice slice(
      String service, String suffix, EndpointSlice.Port port, EndpointBuilder... endpoints) {
    return new EndpointSlice(
        ObjectName.of(service + "-" + suffix),
        Optional.of(ObjectName.of(service)),
        IpAddress.of(endpoints[0].address).family(),
        ImmutableList.of(port),
        Stream.of(endpoints).map(EndpointBuilder::build).toList());
  }
}
