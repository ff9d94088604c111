package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.meaning.Meaning;
import io.kubenet.ruleset.Ruleset;
import java.util.Collection;
import java.util.List;

/**
 * Rules in the language of nftables.
 *
 * @param tables the tables
 */
public record NftablesRuleset(List<Table> tables) implements Ruleset {

  public NftablesRuleset {
    tables = ImmutableList.copyOf(tables);
  }

  /**
   * Reads what {@code nft list ruleset} prints or {@code nft -f} takes.
   *
   * @throws IllegalArgumentException naming the line, if something in it is not modelled
   */
  public static NftablesRuleset parse(String text) {
    return new RulesetReader(text, Strictness.STRICT).read();
  }

  /**
   * Reads the rules of a real machine: what is not modelled of a rule is kept as {@link
   * Statement.Unmodelled}.
   *
   * @throws IllegalArgumentException naming the line, if the text is no nftables ruleset
   */
  public static NftablesRuleset parseLeniently(String text) {
    NftablesRuleset read = new RulesetReader(text, Strictness.LENIENT).read();
    return new NftablesRuleset(read.tables.stream().map(TablesOfIptables::doubted).toList());
  }

  /** The same without some tables, by their families and names: {@code ip nat}. */
  public NftablesRuleset without(Collection<String> names) {
    return new NftablesRuleset(
        tables.stream().filter(table -> !names.contains(table.qualifiedName())).toList());
  }

  /** Says what rules, and elements of verdict maps, are for. */
  public interface Interpreter {

    Meaning ofRule(String chain, Rule rule);

    /** What an element with a verdict is for. */
    Meaning ofElement(String set, Element element);
  }

  /** The same rules, each meant for something. */
  public NftablesRuleset withMeanings(Interpreter interpreter) {
    return new NftablesRuleset(
        tables.stream().map(table -> table.withMeanings(interpreter)).toList());
  }

  /** A script that makes the tables from nothing; {@code nft list} prints nearly the same. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    Printable.join(tables, "\n", text);
    return text.toString();
  }

  @Override
  public String script() {
    StringBuilder script = new StringBuilder();
    Printable.join(
        tables.stream().<Printable>map(table -> table::appendAnewTo).toList(), "\n", script);
    return script.toString();
  }
}
