package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.net.IpPort;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.SetUpdate;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Translation;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Writes chains that translate to one endpoint each, and the choice among them.
 *
 * @param words the words of the family
 */
record EndpointChains(Words words) {

  /** Chooses one of the endpoints' chains. */
  static Rule choice(PortNames names, List<Endpoint> endpoints) {
    List<Element> elements =
        numbered(
            endpoints,
            (index, endpoint) -> Element.of(index, ChainVerdict.goTo(names.endpoint(endpoint))));
    return Rule.of(
        new Statement.VerdictMap(
            Words.oneOf(endpoints.size()), new SetReference.Anonymous(elements)));
  }

  static List<Element> numbered(
      List<Endpoint> endpoints, BiFunction<Value, Endpoint, Element> element) {
    return Streams.mapWithIndex(
            endpoints.stream(),
            (endpoint, index) -> element.apply(Words.number(Math.toIntExact(index)), endpoint))
        .collect(ImmutableList.toImmutableList());
  }

  /** A chain that remembers the client if it shall come back, and translates. */
  Chain chain(ServicePortInfo info, PortNames names, Endpoint endpoint, List<Rule> first) {
    ImmutableList.Builder<Rule> rules = ImmutableList.<Rule>builder().addAll(first);
    if (info.hasSessionAffinity()) {
      rules.add(remember(names.affinity(endpoint)).withMeaning(info.name().meaning(Role.REMEMBER)));
    }
    rules.add(
        Rule.of(Words.isProtocol(info.protocol()), translate(endpoint.address()))
            .withMeaning(info.name().meaning(Role.TRANSLATE)));
    return new Chain(names.endpoint(endpoint), Optional.empty(), "", rules.build());
  }

  private Rule remember(String set) {
    return Rule.of(
        new SetUpdate(SetUpdate.Operation.UPDATE, set, words.source(), Optional.empty()));
  }

  private static Statement translate(IpPort to) {
    return Translation.dnat(
        new Translation.Fixed(
            Optional.of(Words.address(to.address())), Optional.of(Words.port(to.port()))));
  }
}
