package io.kubenet.controlplane;

import io.kubenet.controlplane.controller.NodeController;
import io.kubenet.controlplane.controller.ServiceController;
import io.kubenet.controlplane.pod.PodMetadata;
import io.kubenet.controlplane.pod.PodObject;
import io.kubenet.controlplane.pod.PodStatus;
import io.kubenet.controlplane.reader.AdminPolicyReader;
import io.kubenet.controlplane.reader.EndpointSliceReader;
import io.kubenet.controlplane.reader.EndpointsReader;
import io.kubenet.controlplane.reader.NamespaceReader;
import io.kubenet.controlplane.reader.NetworkPolicyReader;
import io.kubenet.controlplane.reader.NodeReader;
import io.kubenet.controlplane.reader.PodReader;
import io.kubenet.controlplane.reader.ServiceReader;
import io.kubenet.controlplane.reader.WorkloadReader;
import io.kubenet.controlplane.store.Workspace;
import io.kubenet.controlplane.workload.WorkloadKey;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings into a workspace what has changed in the API server. */
final class ObjectChanges {

  private final Workspace workspace;
  private final NodePlan nodes;

  ObjectChanges(Workspace workspace, NodePlan nodes) {
    this.workspace = workspace;
    this.nodes = nodes;
  }

  /** An object that is new, or was changed. */
  void put(ManifestObject object) {
    switch (object.kind()) {
      case "Namespace" -> workspace.change(c -> c.with(NamespaceReader.read(object)));
      case "Node" -> putNode(NodeReader.read(object));
      case "Pod" -> putPod(PodReader.pod(object));
      case "Service" -> new ServiceController(workspace).put(ServiceReader.read(object));
      case "Endpoints" -> workspace.put(EndpointsReader.read(object));
      case "EndpointSlice" -> putSlice(object);
      case "NetworkPolicy" -> workspace.change(c -> c.with(NetworkPolicyReader.read(object)));
      case "AdminNetworkPolicy" -> workspace.change(c -> c.with(AdminPolicyReader.admin(object)));
      case "BaselineAdminNetworkPolicy" ->
          workspace.change(c -> c.with(AdminPolicyReader.baseline(object)));
      default -> WorkloadReader.read(object).ifPresent(workspace::put);
    }
  }

  private void putNode(Node node) {
    new NodeController(workspace)
        .put(
            nodes.completed(
                node,
                workspace.cluster().nodes().stream()
                    .filter(other -> !other.name().equals(node.name()))
                    .toList()));
  }

  private void putPod(PodObject sent) {
    Optional<PodObject> before = workspace.pods().get(sent.name());
    workspace.put(before.map(there -> merged(there, sent)).orElse(sent));
  }

  /** What controllers, scheduler and kubelet made of a Pod stays where nobody says otherwise. */
  private PodObject merged(PodObject there, PodObject sent) {
    return new PodObject(
        there.name(),
        new PodMetadata(
            labels(there, sent),
            sent.metadata().annotations(),
            sent.metadata().owner().or(() -> there.metadata().owner()),
            there.isTerminating() || sent.isTerminating()),
        sent.spec(),
        there.nodeName().or(sent::nodeName),
        status(there.status(), sent.status()),
        there.age());
  }

  private Map<String, String> labels(PodObject there, PodObject sent) {
    Map<String, String> labels = new TreeMap<>(sent.labels());
    for (String key : PodObject.TOPOLOGY_LABELS) {
      there
          .nodeName()
          .map(node -> there.labels().get(key))
          .ifPresent(value -> labels.putIfAbsent(key, value));
    }
    return labels;
  }

  private static PodStatus status(PodStatus there, PodStatus sent) {
    if (!sent.isReported()) {
      return there;
    }
    return sent.ips().isEmpty() ? sent.withIps(there.ips()) : sent;
  }

  /** An object that is gone. */
  void delete(ManifestObject object) {
    ObjectName name = object.objectName();
    switch (object.kind()) {
      case "Namespace" -> workspace.change(c -> c.withoutNamespace(object.name()));
      case "Node" -> new NodeController(workspace).delete(object.name());
      case "Pod" -> workspace.pods().get(name).ifPresent(workspace::delete);
      case "Service" -> workspace.cluster().service(name).ifPresent(workspace::delete);
      case "Endpoints" -> workspace.deleteEndpoints(name);
      case "EndpointSlice" -> removeSlice(object);
      case "NetworkPolicy" -> workspace.change(c -> c.withoutNetworkPolicy(name));
      case "AdminNetworkPolicy" ->
          workspace.change(c -> c.withoutAdminNetworkPolicy(object.name()));
      case "BaselineAdminNetworkPolicy" ->
          workspace.change(ClusterState::withoutBaselineAdminNetworkPolicy);
      default -> workspace.delete(new WorkloadKey(object.kind(), name));
    }
  }

  private void putSlice(ManifestObject object) {
    EndpointSliceReader.read(object)
        .ifPresent(slice -> workspace.change(cluster -> cluster.with(slice)));
  }

  /** Takes a slice away before another, maybe of another Service, takes its place. */
  void removeSlice(ManifestObject object) {
    EndpointSliceReader.read(object)
        .flatMap(EndpointSlice::service)
        .ifPresent(service -> workspace.change(c -> c.withoutSlice(service, object.objectName())));
  }
}
