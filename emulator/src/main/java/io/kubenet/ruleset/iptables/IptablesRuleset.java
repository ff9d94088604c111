package io.kubenet.ruleset.iptables;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.Ruleset;
import java.util.List;
import java.util.Optional;

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

  /** The table of this name, if there is one. */
  public Optional<Table> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  @Override
  public String text() {
    return tables.stream().map(Table::text).collect(joining());
  }
}
