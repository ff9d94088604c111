package io.kubenet.node;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.Table;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Masquerade;
import java.util.List;
import java.util.stream.Stream;

/**
 * The network's own rules on every node: what pods send out of the cluster leaves with the node's
 * address.
 *
 * @param clusterCidr the block that all pods' addresses of the family come from
 * @param kept the blocks that pods reach with their own addresses; everything where one of them is
 *     of all addresses
 */
public record CniMasquerade(Cidr clusterCidr, List<Cidr> kept) {

  private static final String TABLE = "nat";
  private static final String CHAIN = "POSTROUTING";

  public CniMasquerade {
    kept = ImmutableList.copyOf(kept);
  }

  /** That which masquerades all that leaves the pods' block. */
  public CniMasquerade(Cidr clusterCidr) {
    this(clusterCidr, ImmutableList.of(clusterCidr));
  }

  /** Rules of a host with it among them: behind those of nat POSTROUTING, or else alone. */
  public HostRules in(HostRules rules) {
    return rules.iptables().isEmpty()
        ? rules.and(HostRules.of(ruleset()))
        : rules.withIptables(this::after);
  }

  private IptablesRuleset ruleset() {
    return new IptablesRuleset(clusterCidr.family(), ImmutableList.of(table(ImmutableList.of())));
  }

  private IptablesRuleset after(IptablesRuleset rules) {
    List<Table> tables =
        rules.tables().stream()
            .map(table -> table.name().equals(TABLE) ? appended(table) : table)
            .collect(ImmutableList.toImmutableList());
    return new IptablesRuleset(rules.family(), tables);
  }

  private Table appended(Table nat) {
    List<Rule> before = nat.chain(CHAIN).map(Chain::rules).orElse(ImmutableList.of());
    return nat.changed(ImmutableList.of(), ImmutableList.of(chain(before)));
  }

  private Table table(List<Rule> before) {
    return new Table(TABLE, ImmutableList.of(chain(before)));
  }

  private Chain chain(List<Rule> before) {
    return Chain.builtin(
        CHAIN,
        Chain.Policy.ACCEPT,
        Stream.concat(before.stream(), own().stream()).collect(ImmutableList.toImmutableList()));
  }

  /** One rule where one block is kept; else one a block, as ip-masq-agent and aws-node have it. */
  private List<Rule> own() {
    if (kept.stream().anyMatch(block -> block.prefixLength() == 0)) {
      return ImmutableList.of();
    }
    if (kept.size() == 1) {
      return ImmutableList.of(
          Rule.builder()
              .source(clusterCidr)
              .notDestination(kept.get(0))
              .comment("cni: masquerade egress")
              .then(Masquerade.PLAIN));
    }
    ImmutableList.Builder<Rule> rules = ImmutableList.builder();
    for (Cidr block : kept) {
      rules.add(
          Rule.builder()
              .source(clusterCidr)
              .destination(block)
              .comment("cni: no masquerade")
              .then(Decision.RETURN));
    }
    return rules
        .add(
            Rule.builder()
                .source(clusterCidr)
                .comment("cni: masquerade egress")
                .then(Masquerade.PLAIN))
        .build();
  }
}
