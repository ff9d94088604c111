package io.kubenet.assertj;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chains of a listing, as iptables-save or nft prints it. */
final class RuleListing {

  private static final Pattern NFT_TABLE = Pattern.compile("table (\\S+ \\S+) \\{");
  private static final Pattern NFT_CHAIN = Pattern.compile("\\tchain (\\S+) \\{");
  private static final Pattern NFT_PROPERTY = Pattern.compile("^\\s*(type \\S+ hook|comment) ");
  private static final Pattern IPTABLES_RULE = Pattern.compile("-A (\\S+) ?(.*)");

  private final Set<String> chains = new LinkedHashSet<>();
  private final ListMultimap<String, String> rules = ArrayListMultimap.create();

  RuleListing(String text) {
    String table = "";
    String nftChain = "";
    for (String line : text.lines().toList()) {
      Matcher nftTable = NFT_TABLE.matcher(line);
      Matcher inNft = NFT_CHAIN.matcher(line);
      Matcher rule = IPTABLES_RULE.matcher(line);
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (nftTable.matches()) {
        table = nftTable.group(1);
      } else if (line.startsWith(":")) {
        chains.add(table + " " + line.substring(1, line.indexOf(' ')));
      } else if (rule.matches()) {
        rules.put(table + " " + rule.group(1), rule.group(2));
      } else if (inNft.matches()) {
        nftChain = table + " " + inNft.group(1);
        chains.add(nftChain);
      } else if (line.equals("\t}")) {
        nftChain = "";
      } else if (!nftChain.isEmpty() && !NFT_PROPERTY.matcher(line).find()) {
        rules.put(nftChain, line.strip());
      }
    }
  }

  /** The chains of a name, which may have its table before it: {@code nat KUBE-SERVICES}. */
  List<String> named(String name) {
    List<String> named = new ArrayList<>();
    for (String chain : chains) {
      if (chain.equals(name) || chain.endsWith(" " + name)) {
        named.add(chain);
      }
    }
    return named;
  }

  /** The rules of the one chain of a name, without their {@code -A CHAIN}. */
  List<String> rulesOf(String name) {
    List<String> named = named(name);
    if (named.size() != 1) {
      throw new IllegalArgumentException(
          named.isEmpty()
              ? "no chain '" + name + "'; there are: " + String.join(", ", chains)
              : "'" + name + "' may be " + String.join(" or ", named));
    }
    return rules.get(named.get(0));
  }

  /** Rules as a test writes them, with or without {@code -A CHAIN}. */
  static List<String> written(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> IPTABLES_RULE.matcher(line).replaceFirst("$2"))
        .toList();
  }
}
