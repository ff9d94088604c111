package io.kubenet.kubeproxy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import io.kubenet.kubeproxy.selection.DuplicateEndpoints;
import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.model.ObjectName;
import java.util.List;

/**
 * Finds the health checks that a node answers.
 *
 * @param node the node
 */
record HealthChecks(ProxiedNode node) {

  /** One for each Service that has such a port, in the order of the Services' names. */
  List<HealthCheck> of(ServicePortMap services) {
    ListMultimap<ObjectName, ServicePortMap.Entry> byService =
        services.entries().stream()
            .filter(entry -> entry.info().healthCheckNodePort() != 0)
            .collect(
                ImmutableListMultimap.toImmutableListMultimap(
                    entry -> entry.info().name().service(), entry -> entry));
    return Multimaps.asMap(byService).entrySet().stream()
        .map(service -> healthCheck(service.getKey(), service.getValue()))
        .collect(ImmutableList.toImmutableList());
  }

  private HealthCheck healthCheck(ObjectName service, List<ServicePortMap.Entry> entries) {
    return new HealthCheck(
        service,
        entries.get(0).info().healthCheckNodePort(),
        localEndpoints(entries),
        node.config().version());
  }

  /** One address counts once, whatever ports it serves; what terminates does not count. */
  private int localEndpoints(List<ServicePortMap.Entry> entries) {
    String name = node.node().name();
    DuplicateEndpoints duplicates = DuplicateEndpoints.of(name, node.config().version());
    return (int)
        entries.stream()
            .flatMap(entry -> duplicates.resolve(entry.endpoints()).stream())
            .filter(endpoint -> endpoint.isReady() && endpoint.isOn(name))
            .map(endpoint -> endpoint.address().address())
            .distinct()
            .count();
  }
}
