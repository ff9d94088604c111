package io.kubenet.kubeproxy.ipvs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.kubeproxy.config.Masquerading;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.meaning.Role;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.Table;
import io.kubenet.ruleset.iptables.match.ConntrackState;
import io.kubenet.ruleset.iptables.match.Side;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the iptables rules of a node, which ask sets and so are nearly the same whatever Services
 * there are (writeIptablesRules of pkg/proxy/ipvs/proxier.go, 1.31 to 1.36). Rules that ask a set
 * without entries are mostly left out.
 *
 * @param node the node
 * @param tables what its Services need
 */
record IpvsRules(ProxiedNode node, ServiceTables tables) {

  /** The rules in the order in which they are given to iptables-restore. */
  List<RestoreRule> nat() {
    ImmutableList.Builder<RestoreRule> rules = ImmutableList.builder();
    rules.add(
        RestoreRule.in(IpvsChains.SERVICES)
            .source(Cidr.of(isIpv4() ? "127.0.0.0/8" : "::1/128"))
            .returns());
    addHairpin(rules);
    addLoadBalancers(rules);
    addNodePorts(rules, Protocol.TCP);
    addNodePorts(rules, Protocol.UDP);
    addNodePorts(rules, Protocol.SCTP);
    addClusterIps(rules);
    addExternalIps(rules);
    rules.add(
        RestoreRule.in(IpvsChains.SERVICES)
            .destinationIsLocal()
            .meaning(Role.NODE_PORTS)
            .jump(IpvsChains.NODE_PORT));
    rules.add(
        RestoreRule.in(IpvsChains.LOAD_BALANCER)
            .meaning(Role.MARK_FOR_MASQUERADE)
            .jump(IpvsChains.MARK_MASQ));
    Stream.of(ServiceSet.CLUSTER_IP, ServiceSet.LOAD_BALANCER)
        .filter(set -> !tables.isEmpty(set))
        .forEach(set -> rules.add(asking(IpvsChains.SERVICES, set).accept()));
    return rules.addAll(masquerading()).build();
  }

  private void addHairpin(ImmutableList.Builder<RestoreRule> rules) {
    if (!tables.isEmpty(ServiceSet.LOOP_BACK)) {
      rules.add(
          remarking(IpvsChains.POSTROUTING, ServiceSet.LOOP_BACK)
              .meaning(Role.MASQUERADE)
              .masquerade());
    }
  }

  private void addLoadBalancers(ImmutableList.Builder<RestoreRule> rules) {
    if (!tables.isEmpty(ServiceSet.LOAD_BALANCER)) {
      rules.add(
          remarking(IpvsChains.SERVICES, ServiceSet.LOAD_BALANCER)
              .meaning(Role.LOAD_BALANCER_IP)
              .jump(IpvsChains.LOAD_BALANCER));
    }
    if (!tables.isEmpty(ServiceSet.LOAD_BALANCER_LOCAL)) {
      rules.add(remarking(IpvsChains.LOAD_BALANCER, ServiceSet.LOAD_BALANCER_LOCAL).returns());
    }
  }

  private void addNodePorts(ImmutableList.Builder<RestoreRule> rules, Protocol protocol) {
    String suffix = protocol + (protocol == Protocol.SCTP ? "_HASH" : "");
    ServiceSet local = ServiceSet.valueOf("NODE_PORT_LOCAL_" + suffix);
    if (!tables.isEmpty(local)) {
      rules.add(ofNodePort(protocol, local).returns());
    }
    ServiceSet all = ServiceSet.valueOf("NODE_PORT_" + suffix);
    if (!tables.isEmpty(all)) {
      rules.add(
          ofNodePort(protocol, all).meaning(Role.MARK_FOR_MASQUERADE).jump(IpvsChains.MARK_MASQ));
    }
  }

  private RestoreRule.Draft ofNodePort(Protocol protocol, ServiceSet set) {
    return RestoreRule.in(IpvsChains.NODE_PORT)
        .protocol(protocol)
        .comment(set.comment())
        .set(name(set), set.sides());
  }

  /**
   * What comes from outside is masqueraded, if it can be told; else what comes from a cluster IP,
   * which is what the node itself sends.
   */
  private void addClusterIps(ImmutableList.Builder<RestoreRule> rules) {
    if (tables.isEmpty(ServiceSet.CLUSTER_IP)) {
      return;
    }
    RestoreRule.Draft rule =
        RestoreRule.in(IpvsChains.SERVICES).comment(ServiceSet.CLUSTER_IP.comment());
    LocalTrafficDetector detector = node.detector();
    boolean isForAll = masquerade().isForAll();
    boolean asksSource = !isForAll && detector.equals(LocalTrafficDetector.NONE);
    rule.set(
        name(ServiceSet.CLUSTER_IP),
        asksSource
            ? ImmutableList.of(Side.SOURCE, Side.DESTINATION)
            : ServiceSet.CLUSTER_IP.sides());
    rules.add(
        (isForAll ? rule : rule.notLocal(detector))
            .meaning(Role.MARK_FOR_MASQUERADE)
            .jump(IpvsChains.MARK_MASQ));
  }

  private void addExternalIps(ImmutableList.Builder<RestoreRule> rules) {
    if (!tables.isEmpty(ServiceSet.EXTERNAL_IP)) {
      rules.add(
          remarking(IpvsChains.SERVICES, ServiceSet.EXTERNAL_IP)
              .meaning(Role.MARK_FOR_MASQUERADE)
              .jump(IpvsChains.MARK_MASQ));
      rules.addAll(accepting(ServiceSet.EXTERNAL_IP));
    }
    if (!tables.isEmpty(ServiceSet.EXTERNAL_IP_LOCAL)) {
      rules.addAll(accepting(ServiceSet.EXTERNAL_IP_LOCAL));
    }
  }

  /** What comes from another host, and what is for an address of this one. */
  private List<RestoreRule> accepting(ServiceSet set) {
    return ImmutableList.of(
        remarking(IpvsChains.SERVICES, set).cameByNoBridgePort().sourceIsNotLocal().accept(),
        remarking(IpvsChains.SERVICES, set).destinationIsLocal().accept());
  }

  private List<RestoreRule> masquerading() {
    int mark = masquerade().mark();
    return ImmutableList.of(
        RestoreRule.in(IpvsChains.POSTROUTING).meaning(Role.UNMARKED).notMark(mark).returns(),
        RestoreRule.in(IpvsChains.POSTROUTING).meaning(Role.UNMARK).flipMark(mark),
        RestoreRule.in(IpvsChains.POSTROUTING)
            .comment("kubernetes service traffic requiring SNAT")
            .meaning(Role.MASQUERADE)
            .masqueradeAtRandom(),
        RestoreRule.in(IpvsChains.MARK_MASQ).meaning(Role.MARK_FOR_MASQUERADE).setMark(mark));
  }

  /** The rules in the order in which they are given to iptables-restore. */
  List<RestoreRule> filter() {
    ImmutableList.Builder<RestoreRule> rules = ImmutableList.builder();
    addFirewall(rules);
    rules.add(RestoreRule.in(IpvsChains.SOURCE_RANGES).meaning(Role.OUTSIDE_SOURCE_RANGES).drop());
    rules.addAll(tables.outFilter());
    int mark = masquerade().mark();
    rules.add(
        RestoreRule.in(IpvsChains.FORWARD)
            .comment("kubernetes forwarding rules")
            .mark(mark)
            .meaning(Role.FORWARD_MARKED)
            .accept());
    rules.add(
        RestoreRule.in(IpvsChains.FORWARD)
            .comment("kubernetes forwarding conntrack rule")
            .states(ConntrackState.RELATED, ConntrackState.ESTABLISHED)
            .meaning(Role.KNOWN_CONNECTION)
            .accept());
    rules.add(
        remarking(IpvsChains.NODE_PORT, ServiceSet.HEALTH_CHECK_NODE_PORT)
            .meaning(Role.HEALTH_CHECK)
            .accept());
    return rules.addAll(accessFilter()).build();
  }

  private void addFirewall(ImmutableList.Builder<RestoreRule> rules) {
    if (!tables.isEmpty(ServiceSet.LOAD_BALANCER_FW)) {
      rules.add(
          remarking(IpvsChains.PROXY_FIREWALL, ServiceSet.LOAD_BALANCER_FW)
              .meaning(Role.SOURCE_RANGE_CHECK)
              .jump(IpvsChains.SOURCE_RANGES));
    }
    Stream.of(ServiceSet.LOAD_BALANCER_SOURCE_CIDR, ServiceSet.LOAD_BALANCER_SOURCE_IP)
        .filter(set -> !tables.isEmpty(set))
        .forEach(set -> rules.add(remarking(IpvsChains.SOURCE_RANGES, set).returns()));
  }

  /** Refuses what addresses of Services have no virtual server for. */
  private List<RestoreRule> accessFilter() {
    ImmutableList.Builder<RestoreRule> rules = ImmutableList.builder();
    Stream.of(
            ServiceSet.LOAD_BALANCER,
            ServiceSet.CLUSTER_IP,
            ServiceSet.EXTERNAL_IP,
            ServiceSet.EXTERNAL_IP_LOCAL,
            ServiceSet.HEALTH_CHECK_NODE_PORT)
        .forEach(set -> rules.add(asking(IpvsChains.FILTER, set).returns()));
    return rules
        .add(
            RestoreRule.in(IpvsChains.FILTER)
                .states(ConntrackState.NEW)
                .set(name(ServiceSet.IPVS_IPS), ServiceSet.IPVS_IPS.sides())
                .meaning(Role.NO_SUCH_PORT)
                .reject(node.family()))
        .build();
  }

  private RestoreRule.Draft asking(String chain, ServiceSet set) {
    return RestoreRule.in(chain).set(name(set), set.sides());
  }

  private RestoreRule.Draft remarking(String chain, ServiceSet set) {
    return RestoreRule.in(chain).comment(set.comment()).set(name(set), set.sides());
  }

  private String name(ServiceSet set) {
    return set.name(node.family());
  }

  private boolean isIpv4() {
    return node.family() == IpFamily.IPV4;
  }

  /** ipvs mode masquerades as the settings of iptables mode say. */
  private Masquerading masquerade() {
    return node.config().iptables().masquerading();
  }

  /** The rules as the kernel has them, with the jumps that lead there. */
  IptablesRuleset ruleset() {
    return new IptablesRuleset(
        node.family(),
        ImmutableList.of(
            table("filter", ImmutableList.of("INPUT", "FORWARD", "OUTPUT"), filter()),
            table("nat", ImmutableList.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"), nat())));
  }

  private static Table table(String name, List<String> builtins, List<RestoreRule> rules) {
    List<String> own = name.equals("nat") ? IpvsChains.NAT : IpvsChains.FILTERING;
    Stream<Chain> before =
        builtins.stream()
            .map(chain -> Chain.builtin(chain, Chain.Policy.ACCEPT, jumps(name, chain)));
    Stream<Chain> after = own.stream().map(chain -> Chain.user(chain, of(chain, rules)));
    return Table.sorted(name, Stream.concat(before, after).toList());
  }

  private static List<Rule> jumps(String table, String chain) {
    return Lists.reverse(Jump.ALL).stream()
        .filter(jump -> jump.table().equals(table) && jump.from().equals(chain))
        .map(Jump::rule)
        .collect(ImmutableList.toImmutableList());
  }

  private static List<Rule> of(String chain, List<RestoreRule> rules) {
    return rules.stream()
        .filter(rule -> rule.chain().equals(chain))
        .map(RestoreRule::rule)
        .collect(ImmutableList.toImmutableList());
  }

  /** The text that is given to {@code iptables-restore --noflush --counters}. */
  String restoreText() {
    return section("nat", IpvsChains.NAT, nat())
        + section("filter", IpvsChains.FILTERING, filter());
  }

  private static String section(String table, List<String> chains, List<RestoreRule> rules) {
    StringBuilder text = new StringBuilder("*").append(table).append('\n');
    chains.forEach(chain -> text.append(':').append(chain).append(" - [0:0]\n"));
    rules.forEach(rule -> text.append(rule.text()).append('\n'));
    return text.append("COMMIT\n").toString();
  }
}
