package io.kubenet.node;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.recognition.RecognizedRules;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.ruleset.nftables.TableFamily;
import io.kubenet.trace.RuleRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules that a real machine listed, which stand in the place of those that the emulator would
 * write.
 *
 * @param families the families whose rules they are; of the others the emulator's own stay
 * @param ofIptables tables that iptables-nft listed itself: {@code ip nat}; nft lists them too, and
 *     not all that they say
 * @param sources the texts that listed them
 * @param rules the rules
 */
public record ImportedRules(
    List<IpFamily> families, List<String> ofIptables, List<TextSource> sources, HostRules rules) {

  /** What the header says of rules that the kernel keeps as nftables. */
  private static final String IN_NFTABLES = "(nf_tables)";

  /** What iptables-save and ip6tables-save write over each table. */
  private static final Pattern HEADER =
      Pattern.compile("# (?:Generated|Completed) by (ip6?)tables.*");

  /** What only rules of IPv6 have: such addresses, and reasons and protocols of ICMPv6. */
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?:-s|-d|--to-destination|--to-source) \\[?[0-9a-f]*:[0-9a-f]*:|icmp6-|ipv6-icmp");

  private static final Pattern TABLE_OR_END = Pattern.compile("\\*[^:]*|COMMIT");

  private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)", Pattern.DOTALL);

  public ImportedRules {
    families = ImmutableList.copyOf(families);
    ofIptables = ImmutableList.copyOf(ofIptables);
    sources = ImmutableList.copyOf(sources);
    rules = once(rules, ofIptables);
  }

  private static HostRules once(HostRules rules, List<String> ofIptables) {
    return rules.withNftables(nftables -> nftables.without(ofIptables));
  }

  /**
   * Reads what iptables-save, ip6tables-save, one after the other, or nft list ruleset printed; of
   * a node in ipvs mode also what ipset save, ipvsadm -S -n and ip addr show kube-ipvs0 did.
   *
   * @throws IllegalArgumentException if the text is none of these; names its line
   */
  public static ImportedRules read(TextSource given) {
    TextSource source = ListingText.of(given);
    ServiceListings services = ServiceListings.read(source);
    if (services.isEmpty()) {
      return ofLanguage(source);
    }
    ImportedRules listed =
        new ImportedRules(
            ImmutableList.of(), ImmutableList.of(), ImmutableList.of(source), services.rules());
    return services.isAll() ? listed : ofLanguage(services.rest()).and(listed);
  }

  private static ImportedRules ofLanguage(TextSource source) {
    return isIptables(source.text()) ? iptables(source) : nftables(source);
  }

  /** These and other rules of the same node. */
  public ImportedRules and(ImportedRules others) {
    return new ImportedRules(
        Stream.concat(families.stream(), others.families.stream()).distinct().toList(),
        Stream.concat(ofIptables.stream(), others.ofIptables.stream()).toList(),
        Stream.concat(sources.stream(), others.sources.stream()).distinct().toList(),
        rules.and(others.rules));
  }

  /** Where one of them stands: {@code node.rules:12}. */
  Optional<String> placeOf(RuleRef rule) {
    return sources.stream().flatMap(source -> RuleLines.of(source).of(rule).stream()).findFirst();
  }

  /** Whether they are rules of a family. */
  boolean include(IpFamily family) {
    return families.contains(family);
  }

  /**
   * In a listing of nft, too, lines begin with an asterisk: maps have an element for all others.
   */
  private static boolean isIptables(String text) {
    return lines(text).stream()
        .flatMap(line -> Splitter.on('\f').splitToStream(line))
        .map(String::strip)
        .anyMatch(TABLE_OR_END.asMatchPredicate());
  }

  private static ImportedRules nftables(TextSource source) {
    return new ImportedRules(
        ImmutableList.copyOf(IpFamily.values()),
        ImmutableList.of(),
        ImmutableList.of(source),
        RecognizedRules.of(
            HostRules.of(located(source, () -> NftablesRuleset.parseLeniently(source.text())))));
  }

  private static ImportedRules iptables(TextSource source) {
    List<IpFamily> ofLines = familiesOfLines(source.text());
    List<IpFamily> families =
        Stream.of(IpFamily.values())
            .filter(ofLines::contains)
            .collect(ImmutableList.toImmutableList());
    List<IptablesRuleset> rulesets =
        families.stream()
            .map(family -> located(source, () -> iptables(family, ofLines, source.text())))
            .toList();
    return new ImportedRules(
        families,
        source.text().contains(IN_NFTABLES) ? tables(rulesets) : ImmutableList.of(),
        ImmutableList.of(source),
        RecognizedRules.of(HostRules.of(rulesets.toArray(IptablesRuleset[]::new))));
  }

  private static List<String> tables(List<IptablesRuleset> rulesets) {
    return rulesets.stream()
        .flatMap(
            rules ->
                rules.tables().stream()
                    .map(table -> TableFamily.of(rules.family()).keyword() + " " + table.name()))
        .toList();
  }

  private static IptablesRuleset iptables(IpFamily family, List<IpFamily> ofLines, String text) {
    return IptablesRuleset.parseLeniently(family, only(family, ofLines, text));
  }

  /** Each line's family: as the header above it says, or without any as the whole text tells. */
  private static List<IpFamily> familiesOfLines(String text) {
    IpFamily family = IPV6.matcher(text).find() ? IpFamily.IPV6 : IpFamily.IPV4;
    ImmutableList.Builder<IpFamily> families = ImmutableList.builder();
    for (String line : lines(text)) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        family = header.group(1).equals("ip6") ? IpFamily.IPV6 : IpFamily.IPV4;
      }
      families.add(family);
    }
    return families.build();
  }

  /** The text with the lines of the other family empty, so that lines keep their numbers. */
  private static String only(IpFamily family, List<IpFamily> ofLines, String text) {
    List<String> lines = lines(text);
    StringBuilder only = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      only.append(ofLines.get(i) == family ? lines.get(i) : "").append('\n');
    }
    return only.toString();
  }

  private static List<String> lines(String text) {
    return Splitter.onPattern("\r?\n").splitToList(text);
  }

  private static <R> R located(TextSource source, Supplier<R> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      Matcher line = LINE.matcher(e.getMessage());
      String place =
          line.matches()
              ? line.group(1) + ": " + line.group(2)
              : source.text().lines().count() + ": " + e.getMessage();
      throw new IllegalArgumentException(source.name() + ":" + place, e);
    }
  }
}
