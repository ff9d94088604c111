package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import io.kubenet.finding.FindingKind;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Service;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Endpoints that are a node's address and the node port of another Service.
 *
 * @param cluster the nodes and Services
 */
record NodePortEndpoints(ClusterState cluster) {

  List<Raw> in(ObjectName slice) {
    return cluster.services().stream()
        .filter(service -> service.selector().isEmpty())
        .flatMap(service -> cluster.slicesOf(service.name()).stream())
        .filter(one -> one.name().equals(slice))
        .flatMap(one -> one.ports().stream().flatMap(port -> in(one, port).stream()))
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<Raw> in(EndpointSlice slice, EndpointSlice.Port port) {
    List<String> nodes =
        slice.endpoints().stream()
            .flatMap(endpoint -> endpoint.addresses().stream())
            .flatMap(this::nodeAt)
            .distinct()
            .collect(ImmutableList.toImmutableList());
    return port.number().isEmpty() || nodes.isEmpty()
        ? Optional.empty()
        : cluster.services().stream()
            .filter(service -> hasNodePort(service, port))
            .findFirst()
            .map(service -> finding(service, port.number().getAsInt(), nodes));
  }

  private Stream<String> nodeAt(IpAddress address) {
    return cluster.nodes().stream()
        .filter(node -> node.internalIps().contains(address))
        .map(Node::name);
  }

  private static boolean hasNodePort(Service service, EndpointSlice.Port port) {
    return service.ports().stream()
        .anyMatch(p -> p.nodePort() == port.number().getAsInt() && p.protocol() == port.protocol());
  }

  private static Raw finding(Service service, int port, List<String> nodes) {
    return Raw.warning(
        FindingKind.ENDPOINT_IS_NODE_PORT,
        "endpoints",
        "its endpoints are node port %d of Service %s: rules translate a packet once on a host, so"
                .formatted(port, service.name())
            + " a node that sends to its own address refuses: "
            + Enumeration.of(nodes),
        "select the pods of Service " + service.name() + ", or list their addresses");
  }
}
