package io.kubenet.ruleset.host;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.Ruleset;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rules that one host obeys: what kube-proxy wrote, what others wrote beside it, or what a real
 * machine listed.
 *
 * @param nftables what {@code nft list ruleset} lists
 * @param iptables what iptables-save and ip6tables-save list; its chains are called after chains of
 *     nftables that have the same priority
 */
public record HostRules(List<NftablesRuleset> nftables, List<IptablesRuleset> iptables) {

  /** The rules of a host without rules. */
  public static final HostRules NONE = new HostRules(ImmutableList.of(), ImmutableList.of());

  public HostRules {
    nftables = ImmutableList.copyOf(nftables);
    iptables = ImmutableList.copyOf(iptables);
  }

  /** Rules of iptables alone. */
  public static HostRules of(IptablesRuleset... iptables) {
    return new HostRules(ImmutableList.of(), ImmutableList.copyOf(iptables));
  }

  /** Rules of nftables alone. */
  public static HostRules of(NftablesRuleset... nftables) {
    return new HostRules(ImmutableList.copyOf(nftables), ImmutableList.of());
  }

  /** These rules and others of the same host. */
  public HostRules and(HostRules others) {
    return new HostRules(concat(nftables, others.nftables), concat(iptables, others.iptables));
  }

  private static <T> List<T> concat(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).collect(ImmutableList.toImmutableList());
  }

  /** These rules with each rule set of nftables changed. */
  public HostRules withNftables(UnaryOperator<NftablesRuleset> change) {
    return new HostRules(
        nftables.stream().map(change).collect(ImmutableList.toImmutableList()), iptables);
  }

  /** These rules with each rule set of iptables changed. */
  public HostRules withIptables(UnaryOperator<IptablesRuleset> change) {
    return new HostRules(
        nftables, iptables.stream().map(change).collect(ImmutableList.toImmutableList()));
  }

  /** The rules that judge packets of a family; those of nftables may judge either. */
  public HostRules of(IpFamily family) {
    return new HostRules(
        nftables,
        iptables.stream()
            .filter(rules -> rules.family() == family)
            .collect(ImmutableList.toImmutableList()));
  }

  /** The rules as the tools of the host list them, one after the other. */
  public String text() {
    return Stream.<Ruleset>concat(nftables.stream(), iptables.stream())
        .map(Ruleset::text)
        .collect(Collectors.joining());
  }
}
