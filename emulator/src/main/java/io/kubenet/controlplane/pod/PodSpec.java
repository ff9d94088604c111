package io.kubenet.controlplane.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.lifecycle.PodLife;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.PodDns;
import java.util.List;
import java.util.Optional;

/**
 * What a Pod is to be.
 *
 * @param placement what it asks of its node
 * @param isHostNetwork whether it lives in its node's network
 * @param ports the ports that its containers and sidecars declare, in order
 * @param hostname its hostname
 * @param subdomain its subdomain
 * @param dns how its resolver is set up
 * @param tree all that is written of it, of which the rest was read
 * @param life how its containers start and end
 */
public record PodSpec(
    Placement placement,
    boolean isHostNetwork,
    List<ContainerPort> ports,
    Optional<String> hostname,
    Optional<String> subdomain,
    PodDns dns,
    JsonNode tree,
    PodLife life) {

  public PodSpec {
    ports = ImmutableList.copyOf(ports);
  }

  /** The same with another placement. */
  public PodSpec with(Placement other) {
    return new PodSpec(other, isHostNetwork, ports, hostname, subdomain, dns, tree, life);
  }

  /** The same with a name in the DNS. */
  public PodSpec withHostname(String name, Optional<String> domain) {
    return new PodSpec(placement, isHostNetwork, ports, Optional.of(name), domain, dns, tree, life);
  }
}
