package io.kubenet.ruleset.host;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.Ruleset;
import io.kubenet.ruleset.ipset.Ipset;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.ipvs.IdleTimes;
import io.kubenet.ruleset.ipvs.VirtualServer;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that one host obeys: what kube-proxy wrote, what others wrote beside it, or what a real
 * machine listed.
 *
 * @param nftables what {@code nft list ruleset} lists
 * @param iptables what iptables-save and ip6tables-save list; its chains are called after chains of
 *     nftables that have the same priority
 * @param ipsets what {@code ipset save} lists
 * @param virtualServers what {@code ipvsadm -S -n} lists
 * @param serviceAddresses the addresses of Services that the host has taken for its own: those of
 *     the interface kube-ipvs0
 * @param idleTimes what {@code ipvsadm -L --timeout} lists
 */
public record HostRules(
    List<NftablesRuleset> nftables,
    List<IptablesRuleset> iptables,
    List<Ipset> ipsets,
    List<VirtualServer> virtualServers,
    List<IpAddress> serviceAddresses,
    IdleTimes idleTimes) {

  /** The interface that has the addresses of Services. */
  public static final String SERVICE_INTERFACE = "kube-ipvs0";

  /** The rules of a host without rules. */
  public static final HostRules NONE = new HostRules(ImmutableList.of(), ImmutableList.of());

  public HostRules {
    nftables = ImmutableList.copyOf(nftables);
    iptables = ImmutableList.copyOf(iptables);
    ipsets = ImmutableList.copyOf(ipsets);
    virtualServers = ImmutableList.copyOf(virtualServers);
    serviceAddresses = ImmutableList.copyOf(serviceAddresses);
  }

  /** Rules of nftables and iptables. */
  public HostRules(List<NftablesRuleset> nftables, List<IptablesRuleset> iptables) {
    this(
        nftables,
        iptables,
        ImmutableList.of(),
        ImmutableList.of(),
        ImmutableList.of(),
        IdleTimes.OF_THE_KERNEL);
  }

  /** Rules of iptables alone. */
  public static HostRules of(IptablesRuleset... iptables) {
    return new HostRules(ImmutableList.of(), ImmutableList.copyOf(iptables));
  }

  /** Rules of nftables alone. */
  public static HostRules of(NftablesRuleset... nftables) {
    return new HostRules(ImmutableList.copyOf(nftables), ImmutableList.of());
  }

  /** These rules and others of the same host. */
  public HostRules and(HostRules others) {
    return new HostRules(
        concat(nftables, others.nftables),
        concat(iptables, others.iptables),
        concat(ipsets, others.ipsets),
        concat(virtualServers, others.virtualServers),
        concat(serviceAddresses, others.serviceAddresses),
        others.idleTimes.equals(IdleTimes.OF_THE_KERNEL) ? idleTimes : others.idleTimes);
  }

  private static <T> List<T> concat(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).collect(ImmutableList.toImmutableList());
  }

  /** These rules with each rule set of nftables changed. */
  public HostRules withNftables(UnaryOperator<NftablesRuleset> change) {
    return new HostRules(
        nftables.stream().map(change).collect(ImmutableList.toImmutableList()),
        iptables,
        ipsets,
        virtualServers,
        serviceAddresses,
        idleTimes);
  }

  /** These rules with each rule set of iptables changed. */
  public HostRules withIptables(UnaryOperator<IptablesRuleset> change) {
    return new HostRules(
        nftables,
        iptables.stream().map(change).collect(ImmutableList.toImmutableList()),
        ipsets,
        virtualServers,
        serviceAddresses,
        idleTimes);
  }

  /** These rules with sets. */
  public HostRules withIpsets(List<Ipset> others) {
    return new HostRules(nftables, iptables, others, virtualServers, serviceAddresses, idleTimes);
  }

  /** These rules with virtual servers and the addresses that the host takes for them. */
  public HostRules withVirtualServers(List<VirtualServer> servers, List<IpAddress> addresses) {
    return new HostRules(nftables, iptables, ipsets, servers, addresses, idleTimes);
  }

  /** These rules with other times that ip_vs keeps idle connections. */
  public HostRules withIdleTimes(IdleTimes others) {
    return new HostRules(nftables, iptables, ipsets, virtualServers, serviceAddresses, others);
  }

  /** What concerns packets of a family; nftables and sets of ports may concern either. */
  public HostRules of(IpFamily family) {
    boolean isIpv6 = family == IpFamily.IPV6;
    return new HostRules(
        nftables,
        keep(iptables.stream().filter(rules -> rules.family() == family)),
        keep(ipsets.stream().filter(set -> !isOfOther(set, isIpv6))),
        keep(virtualServers.stream().filter(s -> s.address().address().family() == family)),
        keep(serviceAddresses.stream().filter(address -> address.family() == family)),
        idleTimes);
  }

  private static boolean isOfOther(Ipset set, boolean isIpv6) {
    return set.options().contains("family ") && set.isIpv6() != isIpv6;
  }

  private static <T> List<T> keep(Stream<T> some) {
    return some.collect(ImmutableList.toImmutableList());
  }

  /** Whether there is nothing here. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** What the tools of the host list, one after the other. */
  public String text() {
    return text(Ruleset::text);
  }

  /** The same, with tables that begin anew where there are some already. */
  public String script() {
    return text(Ruleset::script);
  }

  private String text(Function<Ruleset, String> printer) {
    StringBuilder text = new StringBuilder();
    Stream.<Ruleset>concat(nftables.stream(), iptables.stream()).map(printer).forEach(text::append);
    text.append(section("ipset save", ipsets.stream().map(Ipset::text)));
    text.append(section("ipvsadm -S -n", virtualServers.stream().map(VirtualServer::text)));
    if (!idleTimes.equals(IdleTimes.OF_THE_KERNEL)) {
      text.append(section("ipvsadm -L --timeout", Stream.of(idleTimes.text())));
    }
    text.append(
        section(
            "ip -o addr show " + SERVICE_INTERFACE,
            serviceAddresses.stream().map(HostRules::interfaceText)));
    return text.toString();
  }

  private static String section(String tool, Stream<String> lines) {
    String text = lines.collect(Collectors.joining());
    return text.isEmpty() ? "" : "# " + tool + "\n" + text;
  }

  private static String interfaceText(IpAddress address) {
    String family = address.isIpv4() ? "inet " : "inet6 ";
    String block = address + (address.isIpv4() ? "/32" : "/128");
    return SERVICE_INTERFACE
        + "    "
        + family
        + block
        + " scope global "
        + SERVICE_INTERFACE
        + "\n";
  }
}
