package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.DataType;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Expression.BitOperator;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Translation;
import io.kubenet.ruleset.nftables.Value;
import java.util.List;
import java.util.Optional;

/**
 * Masquerading since 1.36: rules mark packets themselves, one rule does so for all cluster IPs, and
 * endpoints that reach themselves are known by a set.
 *
 * @param settings the node's settings
 */
record InlineMasquerade(RuleSettings settings) implements Masquerade {

  @Override
  public Statement mark() {
    return new Statement.Assignment(Field.META_MARK, marked(BitOperator.OR));
  }

  @Override
  public Rule external() {
    return Rule.of(mark()).withComment("masquerade");
  }

  @Override
  public Optional<Rule> allClusterIps() {
    Statement toClusterIp = Words.isIn(settings.words().destination(), SharedSet.CLUSTER_IPS);
    if (settings.masquerading().isForAll()) {
      return Optional.of(
          Rule.of(toClusterIp, mark())
              .withComment("masquerade all clusterIP traffic")
              .withMeaning(Meaning.of(Role.MARK_FOR_MASQUERADE)));
    }
    return settings
        .ifNotLocal()
        .map(notLocal -> Rule.of(toClusterIp, notLocal, mark()))
        .map(rule -> rule.withComment("masquerade clusterIP traffic from outside cluster"))
        .map(rule -> rule.withMeaning(Meaning.of(Role.MARK_FOR_MASQUERADE)));
  }

  @Override
  public Optional<Rule> clusterIp(ServicePortInfo info) {
    return Optional.empty();
  }

  @Override
  public List<Rule> postrouting() {
    return ImmutableList.of(
        Rule.of(
                new Statement.Match(
                    marked(BitOperator.AND), Statement.Comparison.NOT_EQUAL, Words.mark(0)),
                new Statement.Assignment(Field.META_MARK, marked(BitOperator.XOR)),
                Translation.MASQUERADE_FULLY_RANDOM)
            .withMeaning(Meaning.of(Role.MASQUERADE)),
        Rule.of(
                Statement.Match.of(Field.CT_STATUS, new Value.Numeric(DataType.CT_STATUS, 32)),
                Words.isIn(settings.words().bothEnds(), SharedSet.HAIRPIN_CONNECTIONS),
                Translation.MASQUERADE_FULLY_RANDOM)
            .withMeaning(Meaning.of(Role.MASQUERADE)));
  }

  private Expression marked(BitOperator operator) {
    return marked(operator, settings.masquerading().mark());
  }

  static Expression marked(BitOperator operator, int mark) {
    return new Expression.Binary(
        Field.META_MARK, operator, new Expression.Constant(Words.mark(mark)));
  }

  @Override
  public List<Chain> helpers() {
    return ImmutableList.of();
  }

  @Override
  public List<SharedSet> sets() {
    return ImmutableList.of(SharedSet.HAIRPIN_CONNECTIONS);
  }
}
