package io.kubenet.node;

import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.OutInterface;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of interfaces that the rules of a host ask for, {@code cali+} among them. */
final class InterfacesAsked {

  /** What is quoted in a listing of nft and no interface. */
  private static final Pattern OTHERS =
      Pattern.compile("(?:comment|prefix|match|target|helper|timeout) \"[^\"]*\"");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\s]{1,16})\"");

  private InterfacesAsked() {}

  static Set<String> by(HostRules rules) {
    Set<String> names = new LinkedHashSet<>();
    rules.iptables().stream()
        .flatMap(ruleset -> ruleset.tables().stream())
        .flatMap(table -> table.chains().stream())
        .flatMap(chain -> chain.rules().stream())
        .flatMap(rule -> rule.matches().stream())
        .forEach(match -> add(match, names));
    rules.nftables().forEach(ruleset -> add(ruleset.text(), names));
    names.remove("+");
    return names;
  }

  private static void add(Match match, Set<String> names) {
    if (match instanceof InInterface in) {
      names.add(in.name().value().text());
    } else if (match instanceof OutInterface out) {
      names.add(out.name().value().text());
    }
  }

  private static void add(String listing, Set<String> names) {
    Matcher quoted = QUOTED.matcher(OTHERS.matcher(listing).replaceAll(""));
    while (quoted.find()) {
      String name = quoted.group(1);
      names.add(name.endsWith("*") ? name.substring(0, name.length() - 1) + "+" : name);
    }
  }
}
