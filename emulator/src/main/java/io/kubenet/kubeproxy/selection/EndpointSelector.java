package io.kubenet.kubeproxy.selection;

import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Node;
import java.util.List;

/** Selects the endpoints of a Service's port that a node may use. */
public sealed interface EndpointSelector permits CategorizingSelector, FilteringSelector {

  /** The selector of a node, as kube-proxy of a version has it. */
  static EndpointSelector of(Node node, KubernetesVersion version) {
    return KubeProxyFeature.CATEGORIZED_ENDPOINTS.isIn(version)
        ? CategorizingSelector.of(node, version)
        : FilteringSelector.of(node, version);
  }

  /** The endpoints that the node may use for a port, of all that the port has. */
  EndpointSelection select(ServicePortInfo port, List<Endpoint> endpoints);
}
