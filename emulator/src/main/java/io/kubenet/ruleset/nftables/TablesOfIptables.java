package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableSet;

/** Tables that iptables-nft made, which nft lists in its own words as far as it has some. */
final class TablesOfIptables {

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of("raw", "mangle", "nat", "filter", "security");

  private static final ImmutableSet<String> CHAINS =
      ImmutableSet.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

  private TablesOfIptables() {}

  /** The table with what nft lists falsely taken for unknown. */
  static Table doubted(Table table) {
    if (!isOne(table)) {
      return table;
    }
    return new Table(
        table.family(),
        table.name(),
        table.comment(),
        table.others(),
        table.allSets(),
        Parts.of(table.chains().stream().map(TablesOfIptables::doubted).toList(), Chain::name));
  }

  private static boolean isOne(Table table) {
    return (table.family() == TableFamily.IP || table.family() == TableFamily.IP6)
        && NAMES.contains(table.name())
        && table.chains().stream()
            .anyMatch(chain -> chain.base().isPresent() && CHAINS.contains(chain.name()));
  }

  private static Chain doubted(Chain chain) {
    return new Chain(
        chain.name(),
        chain.base(),
        chain.comment(),
        chain.rules().stream()
            .map(
                rule ->
                    new Rule(
                        rule.statements().stream().map(TablesOfIptables::doubted).toList(),
                        rule.comment()))
            .toList());
  }

  /**
   * Of {@code ! --ctstate RELATED,ESTABLISHED,DNAT} nothing is listed but {@code ct status dnat}
   * (iptables 1.8.9 to 1.8.13); {@code --ctstatus} itself can't ask for that.
   */
  private static Statement doubted(Statement statement) {
    boolean isFalse =
        statement instanceof Statement.Match match
            && match.left() == Field.CT_STATUS
            && match.right().text().contains("nat");
    if (!isFalse) {
      return statement;
    }
    StringBuilder text = new StringBuilder();
    statement.appendTo(text);
    return new Statement.Unmodelled(text.toString());
  }
}
