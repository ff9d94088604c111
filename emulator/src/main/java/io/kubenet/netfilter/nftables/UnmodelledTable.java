package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.BaseChain;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Table;
import io.kubenet.ruleset.nftables.Verbatim;
import io.kubenet.trace.RuleRef;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A chain for frames of bridges or for ARP: it may keep a packet from its way, which is then not
 * known.
 */
record UnmodelledTable(Table table, Verbatim chain, Hook hook) implements BaseChain {

  private static final Pattern HOOKED = Pattern.compile("type .* hook .*");

  /** What leaves the way of packets as it is. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "type .* policy accept;|(?:counter(?: packets \\d+ bytes \\d+)?|accept|return|log| )*");

  private static final String LOOPBACK = "lo";

  /** What a table for other packets than those of IP may do; nothing where it lets all through. */
  static List<BaseChain> chains(Table table) {
    if (table.family().isModelled()) {
      return ImmutableList.of();
    }
    return table.others().parts().stream()
        .filter(part -> part.kind().equals("chain") && isHooked(part))
        .filter(part -> isHarmful(part))
        .flatMap(part -> chainsOf(table, part).stream())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<BaseChain> chainsOf(Table table, Verbatim chain) {
    return ImmutableList.of(
        new UnmodelledTable(table, chain, Hook.PREROUTING),
        new UnmodelledTable(table, chain, Hook.POSTROUTING));
  }

  private static boolean isHooked(Verbatim chain) {
    return chain.lines().stream().anyMatch(line -> HOOKED.matcher(line).matches());
  }

  private static boolean isHarmful(Verbatim chain) {
    return !chain.lines().stream().allMatch(line -> HARMLESS.matcher(line).matches());
  }

  @Override
  public boolean judges(IpFamily family) {
    return true;
  }

  @Override
  public long priority() {
    return Integer.MIN_VALUE;
  }

  @Override
  public Type type() {
    return Type.FILTER;
  }

  @Override
  public Judgement judge(Passage passage) {
    String device =
        (hook == Hook.PREROUTING ? passage.buffer().inInterface() : passage.buffer().outInterface())
            .orElse(LOOPBACK);
    passage
        .likeness()
        .keepInterface(device, other -> other.equals(LOOPBACK) == device.equals(LOOPBACK));
    return device.equals(LOOPBACK)
        ? Judgement.Accepted.ACCEPTED
        : new Judgement.Undecided(
            new RuleRef(table.qualifiedName(), chain.name(), 0, "", "chain"),
            "rules for packets of family " + table.family().keyword());
  }

  @Override
  public boolean keeps(Object key) {
    return false;
  }
}
