package io.kubenet;

import io.kubenet.chance.Chance;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dns.Answer;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Question;
import io.kubenet.kubeproxy.HealthCheck;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.node.RuleBook;
import java.time.Duration;
import java.util.List;
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

  Network(ClusterConfig config, ClusterState state) {
    this.config = config;
    this.settling = config.rules().isEmpty() ? Settling.NEEDLESS : Settling.NEEDED;
    this.rules = new RuleBook(config.nodeSetup(), state);
    this.dns = config.dns().server(config.kubeProxy().version());
    this.surroundings = new Surroundings(config);
    this.state = state;
    config.rules().keySet().forEach(node -> inventory().node(node));
    this.fabric = Fabric.of(state, surroundings.of(state), rules);
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

  /** The rules of one family of a node, as its own tool lists them. */
  String rules(String node, IpFamily family) {
    return rules.text(inventory().node(node), family);
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
    return dns.answer(question, state, now, chance);
  }

  /** The resolvers of all hosts at this moment. */
  ClusterResolver resolver() {
    return ClusterResolver.of(
        dns, config.plan().dnsServer(), new ClusterResolver.Moment(state, fabric, settling, now));
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
        attempt ->
            settling.everyWay(
                ways -> untouched.scratch().exchange(attempt, ways, Duration.ZERO),
                Settling::seenByTheClient));
  }
}
