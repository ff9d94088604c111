package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import io.kubenet.ruleset.iptables.match.RecentMatch;
import io.kubenet.ruleset.iptables.target.Jump;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Writes the rules that choose an endpoint of a port, and the chains that translate to it
 * (writeServiceToEndpointRules and syncProxyRules of kube-proxy's iptables mode).
 */
final class BalancingChains {

  private static final Jump MARK_MASQ = new Jump(FixedChains.MARK_MASQ);

  /** The chain of translation to each endpoint, by the endpoint's text. */
  private final Map<String, String> chainNames;

  private final ServicePortInfo info;
  private final EndpointComments comments;
  private final IpFamily family;

  private BalancingChains(
      ServicePortInfo info,
      EndpointComments comments,
      Map<String, String> chainNames,
      IpFamily family) {
    this.info = info;
    this.comments = comments;
    this.chainNames = chainNames;
    this.family = family;
  }

  /** The writer for a port whose endpoints a node may reach. */
  static BalancingChains of(
      ServicePortInfo info, List<Endpoint> reachable, EndpointComments comments) {
    ChainNames names = ChainNames.of(info.name());
    ImmutableMap<String, String> chainNames =
        reachable.stream().collect(ImmutableMap.toImmutableMap(Endpoint::text, names::endpoint));
    return new BalancingChains(info, comments, chainNames, info.clusterIp().family());
  }

  /** The rules that choose one of the endpoints: the one that a client has, or any. */
  List<Rule> choices(List<Endpoint> endpoints) {
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    if (info.hasSessionAffinity()) {
      endpoints.forEach(endpoint -> rules.add(affinity(endpoint)));
    }
    for (int i = 0; i < endpoints.size(); i++) {
      rules.add(choice(endpoints.get(i), endpoints.size() - i));
    }
    return rules.build();
  }

  private Rule affinity(Endpoint endpoint) {
    OptionalInt timeout = info.affinityTimeoutSeconds();
    String chain = chainName(endpoint);
    return comments
        .ofChoice(info.name(), endpoint)
        .meaning(info.name().meaning(Role.AFFINITY))
        .match(RecentMatch.seenWithin(timeout.orElseThrow(), chain, family))
        .jump(chain);
  }

  /** Chooses an endpoint with an even chance among those that are left; the last one always. */
  private Rule choice(Endpoint endpoint, int left) {
    RuleBuilder rule =
        comments.ofChoice(info.name(), endpoint).meaning(info.name().meaning(Role.BALANCE));
    return (left == 1 ? rule : rule.match(Probabilities.of(left))).jump(chainName(endpoint));
  }

  /** The chain that translates to an endpoint, and masquerades what the endpoint sends itself. */
  Chain translation(Endpoint endpoint) {
    String chain = chainName(endpoint);
    Rule hairpin =
        comments
            .ofTranslation(info.name())
            .meaning(info.name().meaning(Role.MARK_FOR_MASQUERADE))
            .source(Cidr.host(endpoint.address().address()))
            .then(MARK_MASQ);
    RuleBuilder translation =
        comments
            .ofTranslation(info.name())
            .meaning(info.name().meaning(Role.TRANSLATE))
            .protocol(info.protocol());
    if (info.hasSessionAffinity()) {
      translation.match(RecentMatch.set(chain, family));
    }
    return Chain.user(
        chain,
        ImmutableList.of(hairpin, translation.module(info.protocol()).dnat(endpoint.address())));
  }

  private String chainName(Endpoint endpoint) {
    return chainNames.get(endpoint.text());
  }
}
