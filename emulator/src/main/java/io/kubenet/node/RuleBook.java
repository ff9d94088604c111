package io.kubenet.node;

import com.google.common.collect.ImmutableList;
import io.kubenet.kubeproxy.HealthCheck;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.trace.RuleRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of every node, written and compiled when they are first asked for. */
public final class RuleBook implements NodeRules {

  private record NodeFamily(String node, IpFamily family) {}

  private record Written(Sync sync, ClusterState state) {}

  private record Compiled(ClusterState state, Program program) {}

  private final NodeSetup setup;
  private final ProgramCompiler compiler = new ProgramCompiler();
  private final Map<NodeFamily, Written> written = new LinkedHashMap<>();
  private final Map<String, Compiled> compiled = new LinkedHashMap<>();

  private final Map<String, InterfaceNames> interfaces = new LinkedHashMap<>();

  /** What the kube-proxies that are paused saw last. */
  private final Map<String, ClusterState> paused = new LinkedHashMap<>();

  private ClusterState state;

  public RuleBook(NodeSetup setup, ClusterState state) {
    this.setup = setup;
    this.state = state;
  }

  /** The cluster has changed: rules are brought up to date when they are next asked for. */
  public void update(ClusterState changed) {
    state = changed;
  }

  /** A node's kube-proxy sees no changes from now on. */
  public void pause(String node) {
    paused.putIfAbsent(node, state);
  }

  /** A node's kube-proxy has seen a state of the cluster, and sees no changes from now on. */
  public void show(String node, ClusterState seen) {
    paused.put(node, seen);
  }

  /** A node's kube-proxy sees changes again. */
  public void resume(String node) {
    paused.remove(node);
  }

  public boolean isPaused(String node) {
    return paused.containsKey(node);
  }

  /** The cluster as a node's kube-proxy has seen it. */
  public ClusterState seenBy(String node) {
    return paused.isEmpty() ? state : paused.getOrDefault(node, state);
  }

  /** The rules of one family on a node as its own tools list them. */
  public String text(String node, IpFamily family) {
    return shown(node, family).text();
  }

  /** The same as its own tools take them, whatever is there already. */
  public String script(String node, IpFamily family) {
    return shown(node, family).script();
  }

  private HostRules shown(String node, IpFamily family) {
    return imported(node, family)
        .map(rules -> rules.rules().of(family))
        .orElseGet(() -> listed(node, family));
  }

  /** The network's own rule is listed where it stands among kube-proxy's. */
  private HostRules listed(String node, IpFamily family) {
    HostRules rules = sync(node, family).rules();
    return rules.iptables().isEmpty() ? rules : setup.masquerade(family).in(rules);
  }

  private Optional<ImportedRules> imported(String node, IpFamily family) {
    return Optional.ofNullable(setup.imported().get(node)).filter(rules -> rules.include(family));
  }

  @Override
  public Program of(String node) {
    ClusterState seen = seenBy(node);
    Compiled known = compiled.get(node);
    if (known == null || known.state() != seen) {
      known = new Compiled(seen, compiler.compile(rules(node)));
      compiled.put(node, known);
    }
    return known.program();
  }

  private HostRules rules(String name) {
    Node node = seenBy(name).node(name).orElseThrow();
    HostRules given =
        Optional.ofNullable(setup.imported().get(name))
            .map(ImportedRules::rules)
            .orElse(HostRules.NONE);
    return node.internalIps().stream()
        .map(IpAddress::family)
        .filter(family -> imported(name, family).isEmpty())
        .map(family -> setup.masquerade(family).in(sync(name, family).rules()))
        .reduce(given, HostRules::and);
  }

  @Override
  public InterfaceNames interfacesOf(String node) {
    ImportedRules given = setup.imported().get(node);
    return given == null
        ? InterfaceNames.OWN
        : interfaces.computeIfAbsent(
            node,
            name ->
                InterfaceNames.learned(
                    InterfacesAsked.by(given.rules()),
                    setup.interfacesOf(state.node(name).orElseThrow()),
                    state.pods().stream().map(Pod::name).toList()));
  }

  @Override
  public Optional<String> placeOf(String node, RuleRef rule) {
    return Optional.ofNullable(setup.imported().get(node)).flatMap(given -> given.placeOf(rule));
  }

  /** What a node's kube-proxy answers on health check node ports for Services of a family. */
  public List<HealthCheck> healthChecks(String node, IpFamily family) {
    return ImmutableList.copyOf(
        new KubeProxy(setup.kubeProxy(), family).healthChecks(node, seenBy(node)));
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
        .orElseGet(() -> new KubeProxy(setup.kubeProxy(), key.family()).sync(key.node(), seen));
  }

  private Optional<Written> written(IpFamily family) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().family() == family)
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
