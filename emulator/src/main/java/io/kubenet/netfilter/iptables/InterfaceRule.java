package io.kubenet.netfilter.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.InterfaceName;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.trace.RuleRef;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An action that is taken where a packet's interfaces have the names that a rule asks for. Names
 * are the host's: which of its interfaces has one, the host may be unable to tell. That is
 * supposed, or else leaves the packet undecided.
 *
 * @param rule the rule
 * @param names the names that it asks for
 * @param action what is done where the interfaces have them
 */
record InterfaceRule(Supplier<RuleRef> rule, List<Asked> names, Action action) implements Action {

  /** Which interface of a packet is asked for. */
  private enum Side {
    IN,
    OUT
  }

  /** A name that is asked for. */
  private record Asked(Side side, Negatable<InterfaceName> name, String text) {

    Optional<Boolean> holds(Passage passage) {
      Optional<String> interfaceName =
          side == Side.IN ? passage.buffer().inInterface() : passage.buffer().outInterface();
      return passage
          .isCalled(interfaceName, name.value().text())
          .map(isCalled -> name.holdsWhere(isCalled));
    }
  }

  InterfaceRule {
    names = ImmutableList.copyOf(names);
  }

  /** An action of a rule with these conditions; the action itself where none is of this kind. */
  static Action asking(Supplier<RuleRef> rule, Collection<Match> matches, Action action) {
    ImmutableList.Builder<Asked> names = ImmutableList.builder();
    for (Match match : matches) {
      if (match instanceof InInterface in) {
        names.add(new Asked(Side.IN, in.name(), match.text()));
      } else if (match instanceof OutInterface out) {
        names.add(new Asked(Side.OUT, out.name(), match.text()));
      }
    }
    List<Asked> all = names.build();
    return all.isEmpty() ? action : new InterfaceRule(rule, all, action);
  }

  @Override
  public Ending apply(Passage passage, CompiledTable table) {
    for (int i = 0; i < names.size(); i++) {
      Optional<Boolean> holds = names.get(i).holds(passage);
      if (holds.isEmpty()) {
        return Ending.of(new Judgement.Undecided(rule.get(), names.get(i).text()));
      }
      if (!holds.get()) {
        return Ending.NEXT;
      }
    }
    return action.apply(passage, table);
  }
}
