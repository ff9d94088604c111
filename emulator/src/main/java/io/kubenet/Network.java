package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.choice.Chance;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.kubeproxy.HealthCheck;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.node.RuleBook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The network of a cluster as it stands: its hosts, their rules, the DNS server, the time, and what
 * packets left behind.
 */
final class Network {

  private final ClusterConfig config;
  private final Settling settling;
  private final RuleBook rules;
  private final ClusterDns dns;
  private final Surroundings surroundings;
  private ClusterState state;
  private Fabric fabric;
  private Duration now = Duration.ZERO;

  /** What the DNS server answers from, where that is not what there is. */
  private Optional<ClusterState> named = Optional.empty();

  Network(ClusterConfig config, ClusterState state) {
    this.config = config;
    this.settling = config.rules().isEmpty() ? Settling.NEEDLESS : Settling.NEEDED;
    this.rules = new RuleBook(config.nodeSetup(), state);
    this.dns = config.dns().server(config.kubeProxy().version());
    this.surroundings = new Surroundings(config);
    this.state = state;
    config.rules().keySet().forEach(this::checkNode);
    config.listedNodes().forEach(this::checkNode);
    this.fabric = Fabric.of(state, surroundings.of(state), rules);
  }

  /** Names of pods have a slash: rules of their own are not modelled. */
  private void checkNode(String name) {
    try {
      inventory().node(name);
    } catch (IllegalArgumentException e) {
      throw name.contains("/")
          ? new IllegalArgumentException(
              e.getMessage()
                  + "; rules of pods, such as sidecars' redirection (istio-init, linkerd-init), are"
                  + " not modelled",
              e)
          : e;
    }
  }

  /** The cluster that it is the network of. */
  ClusterState state() {
    return state;
  }

  Inventory inventory() {
    return new Inventory(state);
  }

  /** What carries packets. */
  Fabric fabric() {
    return fabric;
  }

  /** How it is made sure that answers hang on nothing unknown. */
  Settling settling() {
    return settling;
  }

  /** The virtual time. */
  Duration now() {
    return now;
  }

  void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time can't go back by " + time.negated());
    }
    now = now.plus(time);
  }

  /** The cluster has changed, and the kube-proxies that are not paused have seen it. */
  void change(ClusterState changed) {
    ClusterState before = state;
    state = changed;
    rules.update(changed);
    fabric = fabric.changed(changed, surroundings.of(changed));
    fabric.reachedNodes().stream()
        .filter(node -> !rules.isPaused(node))
        .forEach(node -> sweep(node, before));
  }

  /**
   * What packets and queries find is this from now on; what kube-proxies have seen stays.
   *
   * @param found the cluster, with the pods whose addresses are there
   * @param deaf the pods in which nothing listens
   * @param failed the nodes without power
   */
  void find(ClusterState found, List<ObjectName> deaf, List<String> failed) {
    state = found;
    surroundings.deafen(deaf);
    ImmutableList.copyOf(surroundings.failedNodes()).stream()
        .filter(node -> !failed.contains(node))
        .forEach(surroundings::recover);
    failed.forEach(surroundings::fail);
    fabric = fabric.changed(found, surroundings.of(found));
  }

  /** The DNS server answers from a state of the cluster from now on. */
  void name(ClusterState known) {
    named = Optional.of(known);
  }

  /** The cluster as a node's kube-proxy has written it. */
  ClusterState seenBy(String node) {
    return rules.seenBy(node);
  }

  /** It is an instant now. */
  void advanceTo(Duration instant) {
    now = instant;
  }

  /** A node's kube-proxy has brought its rules to a state of the cluster. */
  void show(String node, ClusterState seen) {
    ClusterState before = rules.seenBy(node);
    rules.show(node, seen);
    if (fabric.reachedNodes().contains(node)) {
      new ConntrackSweep(fabric, config.kubeProxy().version(), now).sweep(node, before, seen);
    }
  }

  /** The hosts outside that are there. */
  List<IpAddress> outsideHosts() {
    return surroundings.outsideHosts();
  }

  /** A host outside is there from now on. */
  void add(IpAddress outsideHost) {
    if (surroundings.add(outsideHost)) {
      fabric = fabric.changed(state, surroundings.of(state));
    }
  }

  /** A node is without power once the cluster has changed. */
  void fail(String node) {
    surroundings.fail(inventory().node(node));
  }

  /** A node has power again once the cluster has changed. */
  void recover(String node) {
    if (!surroundings.hasFailed(inventory().node(node))) {
      throw new IllegalArgumentException("node '" + node + "' has not failed");
    }
    surroundings.recover(node);
  }

  /** What conntrack on a node follows now; a line each. */
  List<String> conntrack(String node) {
    return fabric.connections(inventory().node(node), now).stream()
        .map(ConntrackLine::of)
        .collect(ImmutableList.toImmutableList());
  }

  void pauseKubeProxy(String node) {
    rules.pause(inventory().node(node));
  }

  void resumeKubeProxy(String node) {
    ClusterState seen = rules.seenBy(inventory().node(node));
    rules.resume(node);
    sweep(node, seen);
  }

  /** What a node's kube-proxy does beside the rules when it syncs. */
  private void sweep(String node, ClusterState before) {
    new ConntrackSweep(fabric, config.kubeProxy().version(), now).sweep(node, before, state);
  }

  /** What became of nodes: no manifest can say it. */
  Stream<String> remarks() {
    return Stream.concat(
        surroundings.failedNodes().stream().map(node -> "node " + node + " had failed"),
        state.nodes().stream()
            .map(Node::name)
            .filter(rules::isPaused)
            .map(node -> "the kube-proxy of node " + node + " was paused"));
  }

  /** What interfaces were taken for what, on the nodes whose rules were given; a line each. */
  List<String> interfaces() {
    return config.rules().keySet().stream()
        .flatMap(
            node -> rules.interfacesOf(node).remarks().stream().map(said -> node + ": " + said))
        .toList();
  }

  /** The rules of one family of a node, as its own tool lists them. */
  String rules(String node, IpFamily family) {
    return rules.text(inventory().node(node), family);
  }

  String ruleScript(String node, IpFamily family) {
    return rules.script(inventory().node(node), family);
  }

  HealthAnswer healthCheck(String node, int port) {
    if (surroundings.hasFailed(node)) {
      throw new IllegalArgumentException("node '" + node + "' is down: nobody answers there");
    }
    return HealthAnswer.on(port, healthChecks(inventory().node(node)));
  }

  private List<HealthCheck> healthChecks(String node) {
    return config.families().stream()
        .flatMap(family -> rules.healthChecks(node, family).stream())
        .toList();
  }

  /** What the DNS server answers to a question that has reached it. */
  Answer answer(Question question, Chance chance) {
    return dns.answer(question, named.orElse(state), now, chance);
  }

  /** The resolvers of all hosts at this moment. */
  ClusterResolver resolver() {
    return ClusterResolver.of(
        dns,
        config.plan().dnsServer(),
        new ClusterResolver.Moment(named.orElse(state), fabric, settling, now));
  }

  /**
   * Trials in a network of the same cluster in which nothing was sent yet.
   *
   * @param clients clients outside that are there beside those that are anyway
   */
  Trials trials(List<IpAddress> clients) {
    Fabric untouched = Fabric.of(state, surroundings.of(state, clients), rules);
    return new Trials(
        state,
        untouched.book(),
        attempt ->
            settling.everyWay(
                ways -> untouched.scratch().exchange(attempt, ways, Duration.ZERO),
                Settling::seenByTheClient));
  }
}
