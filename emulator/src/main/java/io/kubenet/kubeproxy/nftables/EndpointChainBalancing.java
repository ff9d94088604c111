package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Balancing until 1.35: every endpoint has a chain, which marks what the endpoint sends to itself.
 *
 * @param words the words of the family
 * @param masquerade how packets are marked
 */
record EndpointChainBalancing(Words words, Masquerade masquerade) implements Balancing {

  @Override
  public Rule choice(ServicePortInfo info, PortNames names, List<Endpoint> endpoints) {
    return EndpointChains.choice(names, endpoints);
  }

  @Override
  public Optional<Chain> endpoint(ServicePortInfo info, PortNames names, Endpoint endpoint) {
    return Optional.of(
        new EndpointChains(words)
            .chain(
                info,
                names,
                endpoint,
                ImmutableList.of(
                    markItself(endpoint)
                        .withMeaning(info.name().meaning(Role.MARK_FOR_MASQUERADE)))));
  }

  private Rule markItself(Endpoint endpoint) {
    return Rule.of(
        Statement.Match.of(words.source(), Words.address(endpoint.address().address())),
        masquerade.mark());
  }
}
