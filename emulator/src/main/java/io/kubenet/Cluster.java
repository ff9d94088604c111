package io.kubenet;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Chance;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Conversation;
import io.kubenet.dataplane.Exchange;
import io.kubenet.dataplane.Fabric;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.Answer;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Question;
import io.kubenet.dns.Resolution;
import io.kubenet.dns.ResolvConf;
import io.kubenet.explain.Mention;
import io.kubenet.html.ConnectionPage;
import io.kubenet.kubeproxy.HealthCheck;
import io.kubenet.kubeproxy.VersionFindings;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Finding;
import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.TcpSegment;
import io.kubenet.policy.PolicyFindings;
import io.kubenet.trace.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A Kubernetes cluster and its network. */
public final class Cluster {

  private static final int MOST_RECENT = 3;

  private final ClusterConfig config;
  private final Settling settling;
  private final RuleBook rules;
  private final SeededChance chance;
  private final ClusterDns dns;
  private final Set<IpAddress> outsideHosts = new LinkedHashSet<>();
  private final Set<String> failedNodes = new LinkedHashSet<>();
  private final List<OpenConnection> open = new ArrayList<>();
  private final Deque<Connections> recent = new ArrayDeque<>();
  private List<String> ignored;
  private ControlPlane controlPlane;
  private Fabric fabric;
  private Duration now = Duration.ZERO;

  private Cluster(ClusterConfig config, ControlPlane controlPlane, List<String> ignored) {
    this.config = config;
    this.controlPlane = controlPlane;
    this.ignored = ignored;
    this.settling = config.rules().isEmpty() ? Settling.NEEDLESS : Settling.NEEDED;
    this.rules = new RuleBook(config, controlPlane.state());
    this.chance = new SeededChance(config.seed());
    this.dns = config.dns().server(config.kubeProxy().version());
    config.rules().keySet().forEach(node -> inventory().node(node));
    this.fabric = Fabric.of(controlPlane.state(), surroundings(), rules);
  }

  static Cluster load(Manifest manifest, ClusterConfig config) {
    ClusterConfig fitting = config.fitting(manifest);
    return new Cluster(
        fitting, ControlPlane.load(manifest, fitting.controlPlane()), names(manifest.ignored()));
  }

  private static List<String> names(List<ManifestObject> objects) {
    return objects.stream().map(ManifestObject::toString).collect(ImmutableList.toImmutableList());
  }

  private FabricConfig surroundings() {
    return FabricConfig.DEFAULT
        .withHairpin(config.hairpin())
        .withOutsideHosts(ImmutableList.copyOf(outsideHosts))
        .withFailedNodes(ImmutableList.copyOf(failedNodes))
        .withHeldAddresses(heldAddresses())
        .withLocalnetNodes(
            state().nodes().stream()
                .filter(config.kubeProxy()::routesLocalnet)
                .map(Node::name)
                .collect(ImmutableList.toImmutableList()));
  }

  /** Until 1.23 kube-proxy opened node ports itself. */
  private List<IpAddress> heldAddresses() {
    KubeProxyConfig proxy = config.kubeProxy();
    return proxy.version().isAtLeast(31)
        ? ImmutableList.of()
        : state().nodes().stream()
            .flatMap(node -> proxy.nodePorts().matching(node, IpFamily.IPV4).stream())
            .collect(ImmutableList.toImmutableList());
  }

  private ClusterState state() {
    return controlPlane.state();
  }

  /**
   * A pod.
   *
   * @param name {@code NAMESPACE/NAME}; a name alone is in the namespace default
   */
  public synchronized Host pod(String name) {
    return Host.at(this, new Place.InPod(inventory().pod(name)));
  }

  /**
   * The pods whose names fit a pattern, in the order of their names: those that workloads made have
   * names that nobody likes to write. A star stands for any text: {@code shop/api-*}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized List<Host> pods(String pattern) {
    return inventory().pods(pattern).stream()
        .map(name -> Host.at(this, new Place.InPod(name)))
        .collect(ImmutableList.toImmutableList());
  }

  /** A node, as a place of processes in its own network. */
  public synchronized Host node(String name) {
    return Host.at(this, new Place.OnNode(inventory().node(name)));
  }

  /**
   * A host outside the cluster: on the nodes' segment, or behind their gateway. From now on it is
   * there, and answers on every port.
   */
  public synchronized Host externalHost(String ip) {
    IpAddress address = IpAddress.of(ip);
    if (outsideHosts.add(address)) {
      fabric = fabric.changed(state(), surroundings());
    }
    return Host.at(this, new Place.Outside(address));
  }

  private Inventory inventory() {
    return new Inventory(state());
  }

  /** The IPv4 rules of a node, as its own tool lists them. */
  public String rules(String node) {
    return rules(node, IpFamily.IPV4);
  }

  /** The rules of one family of a node, as its own tool lists them. */
  public synchronized String rules(String node, IpFamily family) {
    return rules.text(inventory().node(node), family);
  }

  /** The objects of the manifests that networking does not read: {@code ConfigMap shop/prices}. */
  public synchronized List<String> ignored() {
    return ignored;
  }

  /** Creates the objects of a manifest, or makes them what it now says. */
  public void apply(String manifest) {
    apply(ManifestReader.read(new TextSource("applied", manifest)));
  }

  /**
   * Creates objects of another Java client, or makes them what they now say: any that Jackson turns
   * into the tree that the client would send.
   */
  public void apply(Object... objects) {
    apply(ClientObjects.read(ImmutableList.copyOf(objects)));
  }

  /** Creates the objects of a file or folder, or makes them what it now says. */
  public void apply(Path manifest) {
    apply(ManifestReader.read(ImmutableList.of(manifest)));
  }

  private synchronized void apply(Manifest manifest) {
    change(before -> before.apply(manifest));
    ignored =
        ImmutableList.<String>builder().addAll(ignored).addAll(names(manifest.ignored())).build();
  }

  /** Deletes an object: {@code pod/shop/api-1}, {@code deployment/shop/api}. */
  public void delete(String object) {
    Reference reference = Reference.of(object);
    change(before -> before.delete(reference.kind(), reference.name()));
  }

  /** Gives a workload another number of pods: {@code deployment/shop/api}. */
  public void scale(String workload, int replicas) {
    Reference reference = Reference.of(workload);
    change(before -> before.scale(reference.kind(), reference.name(), replicas));
  }

  /** Makes a pod ready. */
  public void markReady(String pod) {
    change(before -> before.markReady(new Inventory(before.state()).pod(pod)));
  }

  /** Makes a pod not ready. */
  public void markUnready(String pod) {
    change(before -> before.markUnready(new Inventory(before.state()).pod(pod)));
  }

  /** Lets a pod run out: it terminates, and goes on until it is deleted. */
  public void terminate(String pod) {
    change(before -> before.terminate(new Inventory(before.state()).pod(pod)));
  }

  /** Lets no more pods onto a node. */
  public void cordon(String node) {
    change(before -> before.cordon(new Inventory(before.state()).node(node)));
  }

  /** Takes a node's power. */
  public synchronized void failNode(String node) {
    failedNodes.add(inventory().node(node));
    change(before -> before.failNode(node));
  }

  /** A node's kube-proxy sees no changes until it is resumed. */
  public synchronized void pauseKubeProxy(String node) {
    rules.pause(inventory().node(node));
  }

  /** A node's kube-proxy catches up. */
  public synchronized void resumeKubeProxy(String node) {
    ClusterState seen = rules.seenBy(inventory().node(node));
    rules.resume(node);
    sweep(node, seen);
  }

  /**
   * Lets virtual time pass: what conntrack, session affinity and the DNS server's cache remember
   * grows older.
   */
  public synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time can't go back by " + time.negated());
    }
    now = now.plus(time);
  }

  private synchronized void change(UnaryOperator<ControlPlane> step) {
    ClusterState before = state();
    controlPlane = step.apply(controlPlane);
    rules.update(state());
    fabric = fabric.changed(state(), surroundings());
    open.removeIf(connection -> !connection.isOpen());
    open.forEach(connection -> connection.changed(state()));
    fabric.reachedNodes().stream()
        .filter(node -> !rules.isPaused(node))
        .forEach(node -> sweep(node, before));
  }

  /** What a node's kube-proxy does beside the rules when it syncs. */
  private void sweep(String node, ClusterState before) {
    new ConntrackSweep(fabric, config.kubeProxy().version(), now).sweep(node, before, state());
  }

  synchronized HealthAnswer healthCheck(String node, int port) {
    if (failedNodes.contains(node)) {
      throw new IllegalArgumentException("node '" + node + "' is down: nobody answers there");
    }
    List<HealthCheck> checks = rules.healthChecks(inventory().node(node));
    return checks.stream()
        .filter(check -> check.port() == port)
        .findFirst()
        .map(HealthAnswer::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no health check node port " + port + "; there are: " + listed(checks)));
  }

  private static String listed(List<HealthCheck> checks) {
    return checks.isEmpty()
        ? "none"
        : checks.stream()
            .map(check -> check.port() + " of " + check.service())
            .collect(joining(", "));
  }

  synchronized List<IpAddress> addressesOf(Place place) {
    return fabric.addressesOf(place);
  }

  /** What the cluster's DNS server answers to a question that has reached it. */
  public synchronized Answer answer(Question question) {
    return dns.answer(question, state(), now, chance.split());
  }

  synchronized Resolution resolve(String name, Host host) {
    return resolver().resolve(name, host.place(), chance.split());
  }

  synchronized ResolvConf resolvConf(Host host) {
    return resolver().resolvConf(host.place());
  }

  private ClusterResolver resolver() {
    return ClusterResolver.of(
        dns, new ClusterResolver.Surroundings(state(), fabric, settling, now));
  }

  synchronized Connection connect(Target target, Host host) {
    return connect(new Asked(target, host), chance.split());
  }

  private Connection connect(Asked asked, Chance ways) {
    ClusterResolver resolver = resolver();
    Exchange exchange =
        settling.one(
            ways,
            chosen -> exchange(fabric.scratch(), asked, new Names(resolver.overlay()), chosen),
            chosen -> exchange(fabric, asked, new Names(resolver), chosen));
    Connection connection = connection(exchange, asked, Fraction.ONE);
    remember(Connections.of(connection));
    return connection;
  }

  synchronized Sample sample(Target target, Host host, int size) {
    Asked asked = new Asked(target, host);
    Sampling sampling = new Sampling(ways -> connect(asked, ways), fabric::skipPort);
    return sampling.sample(size, chance);
  }

  synchronized OpenConnection open(Target target, Host host) {
    Asked asked = new Asked(target, host);
    SeededChance ways = chance.split();
    Names.Found found = new Names(resolver()).resolve(target, host.place(), ways);
    Optional<Attempt> attempt = found.address().map(ip -> host.attempt(target, ip));
    Exchange opening =
        attempt
            .map(
                known ->
                    settling.one(
                        ways,
                        chosen -> fabric.scratch().open(known, chosen, now),
                        chosen -> fabric.open(known, chosen, now)))
            .orElseGet(() -> Exchange.unsent(found.otherwise()));
    OpenConnection opened =
        new OpenConnection(
            this,
            asked,
            connection(opening, asked, Fraction.ONE),
            attempt.flatMap(known -> Conversation.of(known, opening)));
    remember(Connections.of(opened.opening()));
    open.add(opened);
    return opened;
  }

  synchronized Connection send(Conversation conversation, TcpSegment segment, Asked asked) {
    Exchange exchange =
        settling.one(
            chance.split(),
            chosen -> fabric.scratch().send(conversation, segment, chosen, now),
            chosen -> fabric.send(conversation, segment, chosen, now));
    Connection sent = connection(exchange, asked, Fraction.ONE);
    remember(Connections.of(sent));
    return sent;
  }

  synchronized void tell(Conversation conversation, TcpSegment segment) {
    fabric.tell(conversation, segment, chance.split(), now);
  }

  synchronized Connections connectEveryWay(Target target, Host host) {
    Asked asked = new Asked(target, host);
    ClusterResolver resolver = resolver();
    Connections connections =
        Connections.merged(
            settling
                .everyWay(
                    ways -> exchange(fabric.scratch(), asked, new Names(resolver.overlay()), ways),
                    Settling::seenByTheClient)
                .stream()
                .map(way -> connection(way.result(), asked, way.probability()))
                .toList());
    remember(connections);
    return connections;
  }

  private void remember(Connections connections) {
    if (recent.size() == MOST_RECENT) {
      recent.removeFirst();
    }
    recent.addLast(connections);
  }

  /** What was last asked of it, the newest at the end: reports of failing tests tell it. */
  public synchronized List<Connections> recent() {
    return ImmutableList.copyOf(recent);
  }

  /** How it is set up. */
  public ClusterConfig config() {
    return config;
  }

  /**
   * It as it stands: a manifest that makes the same cluster. What no manifest can say is told in
   * comments: that a node failed, that a kube-proxy was paused, how pods of workloads were.
   */
  public synchronized String manifest() {
    Stream<String> failed = failedNodes.stream().map(node -> "node " + node + " had failed");
    Stream<String> paused =
        state().nodes().stream()
            .map(Node::name)
            .filter(rules::isPaused)
            .map(node -> "the kube-proxy of node " + node + " was paused");
    return new ClusterText(controlPlane).text(Stream.concat(failed, paused));
  }

  /** How it is set up, which says how it can be made again. */
  @Override
  public String toString() {
    return "cluster: " + config;
  }

  private Connection connection(Exchange exchange, Asked asked, Fraction probability) {
    return new Connection(asked, exchange, probability, inventory());
  }

  /**
   * Where an object was written: {@code shop.yaml:14}; empty for what no manifest says.
   *
   * @param object {@code service/shop/api}
   */
  public synchronized Optional<String> placeOf(String object) {
    Reference reference = Reference.of(object);
    return controlPlane.placeOf(reference.kind(), reference.name()).map(Object::toString);
  }

  /** {@link Connections#toHtml}, with the places of Services and policies in the manifests. */
  public String toHtml(Connections connections) {
    return connections.toHtml(this::placeOf);
  }

  /** A page of its own, for a browser: the way of one packet as a picture, and rule by rule. */
  public String toHtml(Trace trace) {
    return ConnectionPage.of(trace, this::placeOf);
  }

  private Optional<String> placeOf(Mention object) {
    return placeOf(object.kind() + "/" + object.name());
  }

  /** What is wrong or suspicious in what the cluster was made of. */
  public synchronized List<Finding> diagnose() {
    List<Finding> ofVersion = VersionFindings.of(state(), config.kubeProxy().version());
    return Stream.concat(
            controlPlane.diagnose().stream(),
            Stream.concat(PolicyFindings.of(state()).stream(), ofVersion.stream())
                .map(controlPlane::located))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Who reaches what now: every pod, every port of Services and pods. What earlier connections left
   * behind, such as session affinity, has no part in it.
   */
  public synchronized Reachability reachability() {
    return new ReachabilitySurvey(state(), trials(surroundings())).reachability();
  }

  /**
   * What becomes of every connection that people make: of pods, of nodes and of clients outside, by
   * all addresses that Services have.
   *
   * @param clients addresses of the clients outside
   */
  public synchronized Traffic traffic(List<String> clients) {
    List<IpAddress> outside =
        clients.stream().map(IpAddress::of).collect(ImmutableList.toImmutableList());
    FabricConfig around =
        surroundings()
            .withOutsideHosts(
                Stream.concat(outsideHosts.stream(), outside.stream())
                    .distinct()
                    .collect(ImmutableList.toImmutableList()));
    return new TrafficSurvey(state(), trials(around)).traffic(outside);
  }

  /** Trials in a network in which nothing was sent yet. */
  private Trials trials(FabricConfig around) {
    Fabric untouched = Fabric.of(state(), around, rules);
    return new Trials(
        state(),
        attempt ->
            settling.everyWay(
                ways -> untouched.scratch().exchange(attempt, ways, Duration.ZERO),
                Settling::seenByTheClient));
  }

  private Exchange exchange(Fabric network, Asked asked, Names names, Chance ways) {
    Host host = asked.host();
    Names.Found found = names.resolve(asked.target(), host.place(), ways);
    return found
        .address()
        .map(ip -> network.exchange(host.attempt(asked.target(), ip), ways, now))
        .orElseGet(() -> Exchange.unsent(found.otherwise()));
  }
}
