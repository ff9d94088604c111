package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.Ruleset;
import io.kubenet.ruleset.iptables.match.UnknownMatch;
import io.kubenet.ruleset.iptables.target.UnknownTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The iptables rules of one family on one host.
 *
 * @param family whose rules they are: those of IPv4, or of ip6tables
 * @param tables the tables, in the order in which they are listed
 */
public record IptablesRuleset(IpFamily family, List<Table> tables) implements Ruleset {

  public IptablesRuleset {
    tables = ImmutableList.copyOf(tables);
  }

  /**
   * Reads the text of iptables-save or ip6tables-save, counters and remarks included.
   *
   * @throws IllegalArgumentException if anything in it is not modelled; the message names line and
   *     rule
   */
  public static IptablesRuleset parse(IpFamily family, String text) {
    return new RulesetReader(family, Strictness.STRICT).read(text);
  }

  /**
   * Reads the text of any machine's iptables-save: matches and targets that are not modelled are
   * kept as {@link UnknownMatch} and {@link UnknownTarget}, and leave undecided what hangs on them.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static IptablesRuleset parseLeniently(IpFamily family, String text) {
    return new RulesetReader(family, Strictness.LENIENT).read(text);
  }

  /**
   * Refuses what iptables-restore would refuse; what was read is checked already.
   *
   * @throws IllegalArgumentException if there is such a rule; the message names it
   */
  public void check() {
    tables.forEach(table -> new TableCheck(table).check());
  }

  /**
   * The same rules, each meant for something.
   *
   * @param meaning says of a chain's name and a rule of it what that is for
   */
  public IptablesRuleset withMeanings(BiFunction<String, Rule, Meaning> meaning) {
    return new IptablesRuleset(
        family, tables.stream().map(table -> table.withMeanings(meaning)).toList());
  }

  /** The table of this name, if there is one. */
  public Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    tables.forEach(table -> table.appendTo(text));
    return text.toString();
  }
}
