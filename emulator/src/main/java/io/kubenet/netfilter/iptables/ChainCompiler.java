package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Match;
import io.kubenet.ruleset.iptables.NoTarget;
import io.kubenet.ruleset.iptables.RecentMatch;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.SetMatch;
import io.kubenet.ruleset.iptables.UnknownMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the rules of a chain, those that belong together as one part. */
final class ChainCompiler {

  private final String table;
  private final Chain chain;

  ChainCompiler(String table, Chain chain) {
    this.table = table;
    this.chain = chain;
  }

  List<Part> parts() {
    List<RulePlace> places = places();
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    int next = 0;
    while (next < places.size()) {
      List<RulePlace> rest = places.subList(next, places.size());
      List<RulePlace> keyed = DestinationIndex.leading(rest);
      List<RulePlace> random = RandomJumps.leading(rest);
      if (keyed.size() > 1) {
        parts.add(new DestinationIndex(keyed, ChainCompiler::compile));
        next += keyed.size();
      } else if (!random.isEmpty()) {
        parts.add(new RandomJumps(random));
        next += random.size();
      } else {
        parts.add(compile(rest.get(0)));
        next++;
      }
    }
    return parts.build();
  }

  private List<RulePlace> places() {
    List<RulePlace> places = new ArrayList<>();
    for (Rule rule : chain.rules()) {
      places.add(new RulePlace(table, chain.name(), places.size() + 1, rule));
    }
    return places;
  }

  private static CompiledRule compile(RulePlace place) {
    Rule rule = place.rule();
    ConditionCompiler conditions = new ConditionCompiler(place);
    ImmutableList<Condition> compiled =
        rule.matches().stream()
            .map(match -> match.accept(conditions))
            .filter(condition -> condition != Condition.ALWAYS)
            .collect(ImmutableList.toImmutableList());
    ActionCompiler actions = new ActionCompiler(place, !compiled.isEmpty());
    return new CompiledRule(place, compiled, unknown(rule), rule.target().accept(actions));
  }

  private static Optional<String> unknown(Rule rule) {
    return rule.target() == NoTarget.INSTANCE
        ? Optional.empty()
        : rule.matches().stream().filter(ChainCompiler::isUnknown).map(Match::text).findFirst();
  }

  /** What a set holds nobody says, and packets have no TTL here. */
  private static boolean isUnknown(Match match) {
    return match instanceof UnknownMatch
        || match instanceof SetMatch
        || (match instanceof RecentMatch recent
            && recent.window().flags().contains(RecentMatch.Flag.RTTL));
  }
}
