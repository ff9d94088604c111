package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.TableFamily;
import io.kubenet.ruleset.nftables.Translation;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;

/**
 * Balancing since 1.36: one rule translates to an address of a map, and only with session affinity
 * endpoints have chains.
 *
 * @param words the words of the family
 */
record AddressMapBalancing(Words words) implements Balancing {

  @Override
  public Rule choice(ServicePortInfo info, PortNames names, List<Endpoint> endpoints) {
    return info.hasSessionAffinity()
        ? EndpointChains.choice(names, endpoints)
        : Rule.of(Words.isProtocol(info.protocol()), translate(endpoints));
  }

  private Translation translate(List<Endpoint> endpoints) {
    List<Element> elements =
        EndpointChains.numbered(endpoints, (index, endpoint) -> Element.of(index, to(endpoint)));
    return Translation.dnat(
        new Translation.ComputedWithPort(
            TableFamily.of(words.family()),
            new Expression.MapLookup(
                Words.oneOf(endpoints.size()), new SetReference.Anonymous(elements))));
  }

  private static Value to(Endpoint endpoint) {
    return Words.together(
        Words.address(endpoint.address().address()), Words.port(endpoint.address().port()));
  }

  @Override
  public Optional<Chain> endpoint(ServicePortInfo info, PortNames names, Endpoint endpoint) {
    return info.hasSessionAffinity()
        ? Optional.of(new EndpointChains(words).chain(info, names, endpoint, ImmutableList.of()))
        : Optional.empty();
  }
}
