package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortName;
import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.NamedSet;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the rules of a port of a Service as syncProxyRules of nftables mode does. */
final class PortRulesWriter {

  private final RuleSettings settings;
  private final Dialect dialect;

  PortRulesWriter(RuleSettings settings) {
    this.settings = settings;
    this.dialect = settings.dialect();
  }

  PortRules write(ProxiedPort port) {
    PortNames names = PortNames.of(port.info().name());
    return new PortRules(
        port, new PortElements(port, names).write(), affinities(port, names), chains(port, names));
  }

  private List<NamedSet> affinities(ProxiedPort port, PortNames names) {
    if (port.info().affinityTimeoutSeconds().isEmpty()) {
      return ImmutableList.of();
    }
    Duration timeout = Duration.ofSeconds(port.info().affinityTimeoutSeconds().getAsInt());
    return port.endpoints().reachable().stream()
        .map(endpoint -> affinity(names.affinity(endpoint), timeout))
        .collect(ImmutableList.toImmutableList());
  }

  private NamedSet affinity(String name, Duration timeout) {
    return new NamedSet(
        name,
        NamedSet.Type.set(settings.words().addressType()),
        NamedSet.Properties.dynamic(timeout),
        "",
        ImmutableList.of());
  }

  private List<Chain> chains(ProxiedPort port, PortNames names) {
    ExternalChains external = new ExternalChains(port, names, settings, dialect.masquerade());
    return Stream.of(
            port.endpoints().reachable().stream()
                .map(endpoint -> dialect.balancing().endpoint(port.info(), names, endpoint)),
            Stream.of(
                cluster(port, names), local(port, names), external.external(), external.firewall()))
        .flatMap(chains -> chains)
        .flatMap(Optional::stream)
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<Chain> cluster(ProxiedPort port, PortNames names) {
    List<Endpoint> endpoints = port.endpoints().cluster();
    return port.info().isInternalPolicyLocal()
        ? balancing(names.cluster(), choices(port, names, endpoints))
        : balancing(names.cluster(), internalChoices(port, names, endpoints));
  }

  private Optional<Chain> local(ProxiedPort port, PortNames names) {
    List<Endpoint> endpoints = port.endpoints().local();
    return port.info().isInternalPolicyLocal()
        ? balancing(names.local(), internalChoices(port, names, endpoints))
        : balancing(names.local(), choices(port, names, endpoints));
  }

  private static Optional<Chain> balancing(String name, List<Rule> rules) {
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(new Chain(name, Optional.empty(), "", rules));
  }

  /** The choices of the chain that the cluster IP leads to. */
  private List<Rule> internalChoices(ProxiedPort port, PortNames names, List<Endpoint> endpoints) {
    List<Rule> choices = choices(port, names, endpoints);
    return choices.isEmpty()
        ? choices
        : Stream.concat(dialect.masquerade().clusterIp(port.info()).stream(), choices.stream())
            .collect(ImmutableList.toImmutableList());
  }

  private List<Rule> choices(ProxiedPort port, PortNames names, List<Endpoint> endpoints) {
    if (endpoints.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    if (port.info().hasSessionAffinity()) {
      endpoints.forEach(endpoint -> rules.add(again(port.info().name(), names, endpoint)));
    }
    return rules
        .add(
            dialect
                .balancing()
                .choice(port.info(), names, endpoints)
                .withMeaning(port.info().name().meaning(Role.BALANCE)))
        .build();
  }

  /** Leads clients that the endpoint has seen to it again. */
  private Rule again(ServicePortName port, PortNames names, Endpoint endpoint) {
    return Rule.of(
            Statement.Membership.in(
                settings.words().source(), Words.named(names.affinity(endpoint))),
            Words.goTo(names.endpoint(endpoint)))
        .withMeaning(port.meaning(Role.AFFINITY));
  }
}
