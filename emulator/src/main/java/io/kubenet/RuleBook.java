package io.kubenet;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.dataplane.CniMasquerade;
import io.kubenet.dataplane.NodeRules;
import io.kubenet.kubeproxy.HealthCheck;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.ProgramCompiler;
import io.kubenet.ruleset.Ruleset;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of every node, written and compiled when they are first asked for. */
final class RuleBook implements NodeRules {

  private record NodeFamily(String node, IpFamily family) {}

  private record Written(Sync sync, ClusterState state) {}

  private record Compiled(ClusterState state, Program program) {}

  private final ClusterConfig config;
  private final ProgramCompiler compiler = new ProgramCompiler();
  private final Map<NodeFamily, Written> written = new LinkedHashMap<>();
  private final Map<String, Compiled> compiled = new LinkedHashMap<>();

  /** What the kube-proxies that are paused saw last. */
  private final Map<String, ClusterState> paused = new LinkedHashMap<>();

  private ClusterState state;

  RuleBook(ClusterConfig config, ClusterState state) {
    this.config = config;
    this.state = state;
  }

  /** The cluster has changed: rules are brought up to date when they are next asked for. */
  void update(ClusterState changed) {
    state = changed;
  }

  /** A node's kube-proxy sees no changes from now on. */
  void pause(String node) {
    paused.putIfAbsent(node, state);
  }

  void resume(String node) {
    paused.remove(node);
  }

  /** The rules of one family on a node as its own tool lists them. */
  String text(String node, IpFamily family) {
    return imported(node, family)
        .map(rules -> rules.of(family).stream().map(Ruleset::text).collect(joining()))
        .orElseGet(() -> rules(node, family).text());
  }

  private Optional<ImportedRules> imported(String node, IpFamily family) {
    return Optional.ofNullable(config.rules().get(node)).filter(rules -> rules.include(family));
  }

  /** The rules of one family on a node, the network's own among them. */
  private Ruleset rules(String node, IpFamily family) {
    Ruleset rules = sync(node, family).ruleset();
    return rules instanceof IptablesRuleset iptables ? cni(family).after(iptables) : rules;
  }

  @Override
  public Program of(String node) {
    ClusterState seen = seenBy(node);
    Compiled known = compiled.get(node);
    if (known == null || known.state() != seen) {
      known = new Compiled(seen, compiler.compile(rulesets(node)));
      compiled.put(node, known);
    }
    return known.program();
  }

  private List<Ruleset> rulesets(String name) {
    Node node = seenBy(name).node(name).orElseThrow();
    ImmutableList.Builder<Ruleset> rulesets = ImmutableList.builder();
    Optional.ofNullable(config.rules().get(name))
        .ifPresent(imported -> rulesets.addAll(imported.rulesets()));
    node.internalIps().stream()
        .map(IpAddress::family)
        .filter(family -> imported(name, family).isEmpty())
        .forEach(family -> rulesets.addAll(written(name, family)));
    return rulesets.build();
  }

  private List<Ruleset> written(String node, IpFamily family) {
    Ruleset rules = rules(node, family);
    return rules instanceof IptablesRuleset
        ? ImmutableList.of(rules)
        : ImmutableList.of(rules, cni(family).ruleset());
  }

  private CniMasquerade cni(IpFamily family) {
    return new CniMasquerade(config.clusterCidr(family));
  }

  /** What a node's kube-proxy answers on health check node ports. */
  List<HealthCheck> healthChecks(String node) {
    return config.families().stream()
        .flatMap(
            family ->
                new KubeProxy(config.kubeProxy(), family).healthChecks(node, seenBy(node)).stream())
        .collect(ImmutableList.toImmutableList());
  }

  boolean isPaused(String node) {
    return paused.containsKey(node);
  }

  /** The cluster as a node's kube-proxy has seen it. */
  ClusterState seenBy(String node) {
    return paused.isEmpty() ? state : paused.getOrDefault(node, state);
  }

  private Sync sync(String node, IpFamily family) {
    ClusterState seen = seenBy(node);
    NodeFamily key = new NodeFamily(node, family);
    Written known = written.get(key);
    if (known == null || known.state() != seen) {
      known = new Written(synced(key, Optional.ofNullable(known)), seen);
      written.put(key, known);
    }
    return known.sync();
  }

  /** Goes on from what was on the node, or from another node, with which it shares much. */
  private Sync synced(NodeFamily key, Optional<Written> before) {
    ClusterState seen = seenBy(key.node());
    return before
        .map(known -> known.sync().next(seen))
        .or(() -> written(key.family()).map(other -> other.sync().onNode(key.node(), seen)))
        .orElseGet(() -> new KubeProxy(config.kubeProxy(), key.family()).sync(key.node(), seen));
  }

  private Optional<Written> written(IpFamily family) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().family() == family)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
