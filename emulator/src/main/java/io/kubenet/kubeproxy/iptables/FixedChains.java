package io.kubenet.kubeproxy.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.target.Masquerade;
import java.util.List;

/**
 * Writes the chains that are there whatever Services there are.
 *
 * @param settings the node's settings
 */
record FixedChains(RuleSettings settings) {

  static final String MARK_MASQ = "KUBE-MARK-MASQ";
  static final String MARK_DROP = "KUBE-MARK-DROP";
  static final String POSTROUTING = "KUBE-POSTROUTING";
  static final String FORWARD = "KUBE-FORWARD";
  static final String FIREWALL = "KUBE-FIREWALL";
  static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String CANARY = "KUBE-PROXY-CANARY";

  private static final Cidr LOOPBACK = Cidr.of("127.0.0.0/8");

  /** The chains of the filter table. */
  List<Chain> filter() {
    return KubeProxyFeature.OWN_FIREWALL_CHAIN.isIn(settings.version())
        ? ImmutableList.of(canary(), forward(), Chain.user(FIREWALL, localnet()))
        : ImmutableList.of(canary(), forward());
  }

  /** The chains of the nat table. */
  List<Chain> nat() {
    ImmutableList.Builder<Chain> chains = ImmutableList.builder();
    if (!KubeProxyFeature.NO_MARK_DROP_CHAIN.isIn(settings.version())) {
      // The kubelet fills it; a kube-proxy alone leaves it empty.
      chains.add(Chain.user(MARK_DROP, ImmutableList.of()));
    }
    return chains.add(canary(), markMasquerade(), postrouting()).build();
  }

  /** By the loss of this chain kube-proxy notices that somebody has flushed its rules. */
  static Chain canary() {
    return Chain.user(CANARY, ImmutableList.of());
  }

  private Chain markMasquerade() {
    int mark = settings.mark();
    return Chain.user(
        MARK_MASQ,
        ImmutableList.of(
            Rule.builder().meaning(Meaning.of(Role.MARK_FOR_MASQUERADE)).setMark(mark, mark)));
  }

  private Chain postrouting() {
    int mark = settings.mark();
    return Chain.user(
        POSTROUTING,
        ImmutableList.of(
            Rule.builder().meaning(Meaning.of(Role.UNMARKED)).notMark(mark, mark).returns(),
            Rule.builder().meaning(Meaning.of(Role.UNMARK)).setMark(mark, 0),
            Rule.builder()
                .comment("kubernetes service traffic requiring SNAT")
                .meaning(Meaning.of(Role.MASQUERADE))
                .then(Masquerade.RANDOM_FULLY)));
  }

  private Chain forward() {
    int mark = settings.mark();
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    if (!isLiberal()) {
      rules.add(dropInvalid());
    }
    rules.add(
        Rule.builder()
            .comment("kubernetes forwarding rules")
            .meaning(Meaning.of(Role.FORWARD_MARKED))
            .mark(mark, mark)
            .accept());
    rules.add(
        Rule.builder()
            .comment("kubernetes forwarding conntrack rule")
            .meaning(Meaning.of(Role.KNOWN_CONNECTION))
            .states(ConntrackState.RELATED, ConntrackState.ESTABLISHED)
            .accept());
    return Chain.user(FORWARD, rules.build());
  }

  /** 1.23 did not ask the kernel. */
  private boolean isLiberal() {
    return settings.iptables().isTcpLiberal()
        && KubeProxyFeature.LIBERAL_TCP.isIn(settings.version());
  }

  private Rule dropInvalid() {
    RuleBuilder rule =
        Rule.builder().meaning(Meaning.of(Role.INVALID_CONNECTION)).states(ConntrackState.INVALID);
    boolean isCounted =
        settings.iptables().hasAccounting()
            && KubeProxyFeature.INVALID_PACKET_ACCOUNTING.isIn(settings.version());
    return (isCounted ? rule.nfacct("ct_state_invalid_dropped_pkts") : rule).drop();
  }

  /** Keeps others from the addresses that route_localnet opens. */
  private List<Rule> localnet() {
    return settings.hasLocalhostNodePorts()
        ? ImmutableList.of(
            Rule.builder()
                .notSource(LOOPBACK)
                .destination(LOOPBACK)
                .comment("block incoming localnet connections")
                .meaning(Meaning.of(Role.TO_LOOPBACK))
                .notStates(ConntrackState.RELATED, ConntrackState.ESTABLISHED, ConntrackState.DNAT)
                .drop())
        : ImmutableList.of();
  }
}
