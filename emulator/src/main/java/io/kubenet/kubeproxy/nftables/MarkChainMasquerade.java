package io.kubenet.kubeproxy.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.meaning.Meaning;
import io.kubenet.meaning.Role;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.nftables.Chain;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Expression.BitOperator;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Rule;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Translation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Masquerading until 1.35: a chain marks packets, and every Service's chain jumps to it.
 *
 * @param settings the node's settings
 */
record MarkChainMasquerade(RuleSettings settings) implements Masquerade {

  private static final String CHAIN = "mark-for-masquerade";

  @Override
  public Statement mark() {
    return Words.jump(CHAIN);
  }

  @Override
  public Rule external() {
    return Rule.of(mark());
  }

  @Override
  public Optional<Rule> allClusterIps() {
    return Optional.empty();
  }

  @Override
  public Optional<Rule> clusterIp(ServicePortInfo info) {
    if (settings.masquerading().isForAll()) {
      return Optional.of(rule(info, Stream.of(mark())));
    }
    return settings.ifNotLocal().map(notLocal -> rule(info, Stream.of(notLocal, mark())));
  }

  private Rule rule(ServicePortInfo info, Stream<Statement> rest) {
    return Rule.of(Stream.concat(toClusterIp(info), rest).toArray(Statement[]::new))
        .withMeaning(info.name().meaning(Role.MARK_FOR_MASQUERADE));
  }

  /** Since 1.34 the rule does not name the port, which the map looked up before. */
  private Stream<Statement> toClusterIp(ServicePortInfo info) {
    Statement address =
        Statement.Match.of(settings.words().destination(), Words.address(info.clusterIp()));
    Statement port = Statement.Match.of(portOf(info.protocol()), Words.port(info.port()));
    return KubeProxyFeature.NFTABLES_MASQUERADE_BY_ADDRESS.isIn(settings.version())
        ? Stream.of(address)
        : Stream.of(address, port);
  }

  private static Field portOf(Protocol protocol) {
    return switch (protocol) {
      case TCP -> Field.TCP_DPORT;
      case UDP -> Field.UDP_DPORT;
      case SCTP -> Field.SCTP_DPORT;
      case ICMP, ICMPV6 -> throw new IllegalArgumentException(protocol + " has no ports");
    };
  }

  @Override
  public List<Rule> postrouting() {
    int mark = settings.masquerading().mark();
    return ImmutableList.of(
        Rule.of(
                new Statement.Match(
                    InlineMasquerade.marked(BitOperator.AND, mark),
                    Statement.Comparison.EQUAL,
                    Words.mark(0)),
                new Statement.Verdict(ChainVerdict.RETURN))
            .withMeaning(Meaning.of(Role.UNMARKED)),
        Rule.of(setMark(BitOperator.XOR)).withMeaning(Meaning.of(Role.UNMARK)),
        Rule.of(Translation.MASQUERADE_FULLY_RANDOM).withMeaning(Meaning.of(Role.MASQUERADE)));
  }

  @Override
  public List<Chain> helpers() {
    return ImmutableList.of(
        new Chain(
            CHAIN,
            Optional.empty(),
            "",
            ImmutableList.of(
                Rule.of(setMark(BitOperator.OR))
                    .withMeaning(Meaning.of(Role.MARK_FOR_MASQUERADE)))));
  }

  private Statement setMark(BitOperator operator) {
    Expression mark = InlineMasquerade.marked(operator, settings.masquerading().mark());
    return new Statement.Assignment(Field.META_MARK, mark);
  }

  @Override
  public List<SharedSet> sets() {
    return ImmutableList.of();
  }
}
