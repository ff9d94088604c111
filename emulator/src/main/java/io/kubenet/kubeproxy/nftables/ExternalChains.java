package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.SetReference;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the chains for traffic to the external addresses of a port in nftables mode.
 *
 * @param port the port
 * @param names the names of its chains
 * @param settings the node's settings
 * @param masquerade how packets are marked
 */
record ExternalChains(
    ProxiedPort port, PortNames names, RuleSettings settings, Masquerade masquerade) {

  /** The chain of external addresses; it is there if any node has endpoints. */
  Optional<Chain> external() {
    if (!port.hasEndpoints() || !port.info().isExternallyAccessible()) {
      return Optional.empty();
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    if (port.info().isExternalPolicyLocal()) {
      rules.addAll(cutShort());
    } else {
      rules.add(masquerade.external().withMeaning(about(Role.MARK_FOR_MASQUERADE)));
    }
    if (port.hasExternalEndpoints()) {
      rules.add(Rule.of(Words.goTo(balancing())).withMeaning(about(leads())));
    }
    return Optional.of(new Chain(names.external(), Optional.empty(), "", rules.build()));
  }

  private Meaning about(Role role) {
    return port.info().name().meaning(role);
  }

  private Role leads() {
    return port.info().isExternalPolicyLocal() ? Role.LOCAL_POLICY : Role.ENDPOINTS;
  }

  private String balancing() {
    return port.info().isExternalPolicyLocal() ? names.local() : names.cluster();
  }

  /** Pods and the node itself reach every endpoint, as if they had gone out and come back in. */
  private List<Rule> cutShort() {
    Statement toAll = Words.goTo(names.cluster());
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    settings
        .ifLocal()
        .map(local -> Rule.of(local, toAll).withComment("short-circuit pod traffic"))
        .map(rule -> rule.withMeaning(about(Role.POD_TRAFFIC)))
        .ifPresent(rules::add);
    return rules
        .add(
            Rule.of(Words.isFromNode(), masquerade.mark())
                .withComment("masquerade local traffic")
                .withMeaning(about(Role.MARK_FOR_MASQUERADE)))
        .add(
            Rule.of(Words.isFromNode(), toAll)
                .withComment("short-circuit local traffic")
                .withMeaning(about(Role.NODE_TRAFFIC)))
        .build();
  }

  /** The chain that drops what does not come from the source ranges. */
  Optional<Chain> firewall() {
    if (!port.info().hasFirewall()) {
      return Optional.empty();
    }
    Rule rule =
        Rule.of(comesFromElsewhere(), Words.drop()).withMeaning(about(Role.OUTSIDE_SOURCE_RANGES));
    return Optional.of(new Chain(names.firewall(), Optional.empty(), "", ImmutableList.of(rule)));
  }

  /** One range is compared, several are a set: a listing makes no set of one element. */
  private Statement comesFromElsewhere() {
    Field source = settings.words().source();
    List<Value> admitted = admitted();
    if (admitted.size() == 1) {
      return Statement.Match.not(source, admitted.get(0));
    }
    List<Element> elements =
        admitted.stream().map(Element::of).collect(ImmutableList.toImmutableList());
    return Statement.Membership.notIn(source, new SetReference.Anonymous(elements));
  }

  /** A node that asks a load balancer's address may get that address as its source. */
  private List<Value> admitted() {
    Stream<Value> ranges = port.info().sourceRanges().stream().map(Words::block);
    Stream<Value> vips =
        port.admitsNode()
            ? port.info().loadBalancerVips().stream().map(Words::address)
            : Stream.of();
    return Stream.concat(ranges, vips).collect(ImmutableList.toImmutableList());
  }
}
