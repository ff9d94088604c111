package io.kubenet.netfilter.iptables;

import com.google.common.base.Suppliers;
import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.ruleset.iptables.match.SetMatch;
import io.kubenet.trace.RuleRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
    Optional<String> unknown = UnknownMatches.decisive(rule);
    if (unknown.isPresent()) {
      return compileUnknown(place, unknown.get());
    }
    if (rule.matches().stream().anyMatch(ChainCompiler::isOfHost)) {
      return compileHosts(place);
    }
    List<Condition> conditions = conditions(place, rule.matches());
    ActionCompiler actions = new ActionCompiler(place, !conditions.isEmpty());
    return new CompiledRule(conditions, rule.target().accept(actions));
  }

  /** Whether a condition asks for what hosts that share rules have of their own. */
  private static boolean isOfHost(Match match) {
    return match instanceof SetMatch
        || match instanceof InInterface
        || match instanceof OutInterface;
  }

  /** The host is asked after what rules ask of the packet alone, and before what counts. */
  private static CompiledRule compileHosts(RulePlace place) {
    return new CompiledRule(
        conditions(
            place,
            Collections2.filter(
                place.rule().matches(), match -> !UnknownMatches.isCounting(match))),
        askingHost(place, counted(place)));
  }

  private static Action askingHost(RulePlace place, Action action) {
    List<SetMatch> sets =
        place.rule().matches().stream()
            .filter(SetMatch.class::isInstance)
            .map(SetMatch.class::cast)
            .collect(ImmutableList.toImmutableList());
    Supplier<RuleRef> rule = Suppliers.memoize(place::reference);
    return InterfaceRule.asking(
        rule, place.rule().matches(), sets.isEmpty() ? action : new SetRule(rule, sets, action));
  }

  private static Action counted(RulePlace place) {
    Rule rule = place.rule();
    return new CompiledRule(
            conditions(place, Collections2.filter(rule.matches(), UnknownMatches::isCounting)),
            rule.target().accept(new ActionCompiler(place, true)))
        ::run;
  }

  /** What is known is asked before what is not, and that before what changes by being asked. */
  private static CompiledRule compileUnknown(RulePlace place, String unknown) {
    Rule rule = place.rule();
    List<Match> matches = rule.matches();
    return new CompiledRule(
        conditions(place, Collections2.filter(matches, match -> !UnknownMatches.isCounting(match))),
        askingHost(
            place,
            new UnknownCondition(Suppliers.memoize(place::reference), unknown, counted(place))));
  }

  private static ImmutableList<Condition> conditions(RulePlace place, Collection<Match> matches) {
    ConditionCompiler conditions = new ConditionCompiler(place);
    return matches.stream()
        .map(match -> match.accept(conditions))
        .filter(condition -> condition != Condition.ALWAYS)
        .collect(ImmutableList.toImmutableList());
  }
}
