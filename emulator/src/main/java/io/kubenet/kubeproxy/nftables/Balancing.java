package io.kubenet.kubeproxy.nftables;

import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Rule;
import java.util.List;
import java.util.Optional;

/** How a version of kube-proxy balances over endpoints. */
sealed interface Balancing permits EndpointChainBalancing, AddressMapBalancing {

  /** The rule that chooses among endpoints; there is one at least. */
  Rule choice(ServicePortInfo info, PortNames names, List<Endpoint> endpoints);

  /** The chain of one endpoint, if it has one. */
  Optional<Chain> endpoint(ServicePortInfo info, PortNames names, Endpoint endpoint);
}
