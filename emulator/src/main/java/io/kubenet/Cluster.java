package io.kubenet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import io.kubenet.addressing.AddressPlanner;
import io.kubenet.addressing.SharedAddresses;
import io.kubenet.addressing.SharedDoors;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.NodeReferences;
import io.kubenet.controlplane.diagnosis.ForeignPolicies;
import io.kubenet.dataplane.Conversation;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;
import io.kubenet.finding.ForeignPolicy;
import io.kubenet.kubeproxy.VersionFindings;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.TcpSegment;
import io.kubenet.policy.PolicyFindings;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A Kubernetes cluster and its network. Verbs that change it return it, so that a story chains. */
public final class Cluster {

  private final ClusterConfig config;
  private final Network network;
  private final SeededChance chance;
  private final Connecting connecting;
  private ControlPlane controlPlane;
  private List<ManifestObject> ignored;

  /** The servers of this JVM that stand for ports of hosts. */
  private final Map<Socket, LocalServer> localServers = new ConcurrentHashMap<>();

  /** Told after each change, when no lock is held: they may ask the cluster anything. */
  private final List<Runnable> followers = new CopyOnWriteArrayList<>();

  /** The pods that were ready when their node failed. */
  private final Map<String, List<ObjectName>> readyBeforeFailure = new ConcurrentHashMap<>();

  /** A port of a host. */
  private record Socket(Place place, int port) {}

  private Cluster(ClusterConfig config, ControlPlane controlPlane, List<ManifestObject> ignored) {
    this.config = config;
    this.network = new Network(config, controlPlane.state());
    this.chance = new SeededChance(config.seed());
    this.connecting = new Connecting(network, chance);
    this.controlPlane = controlPlane;
    this.ignored = ignored;
  }

  static Cluster load(Manifest manifest, ClusterConfig config) {
    ClusterConfig fitting = config.fitting(manifest);
    ControlPlane loaded = ControlPlane.load(manifest, fitting.controlPlane());
    NodeReferences.check(manifest, loaded.state());
    return new Cluster(fitting, loaded, manifest.ignored());
  }

  /**
   * A pod.
   *
   * @param name {@code NAMESPACE/NAME}; a name alone is in the namespace default
   */
  public synchronized Host pod(String name) {
    return Host.at(this, new Place.InPod(network.inventory().pod(name)));
  }

  /**
   * The pods whose names fit a pattern, in the order of their names: those that workloads made have
   * names that nobody likes to write. A star stands for any text: {@code shop/api-*}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public synchronized List<Host> pods(String pattern) {
    return network.inventory().pods(pattern).stream()
        .map(name -> Host.at(this, new Place.InPod(name)))
        .collect(ImmutableList.toImmutableList());
  }

  /** A node, as a place of processes in its own network. */
  public synchronized Host node(String name) {
    return Host.at(this, new Place.OnNode(network.inventory().node(name)));
  }

  /**
   * A host outside the cluster: on the nodes' segment, or behind their gateway. From now on it is
   * there, and answers on every port.
   */
  public synchronized Host externalHost(String ip) {
    IpAddress address = IpAddress.of(ip);
    network.add(address);
    return Host.at(this, new Place.Outside(address));
  }

  /** The IPv4 rules of a node, as its own tool lists them. */
  public String rules(String node) {
    return rules(node, IpFamily.IPV4);
  }

  /** The rules of one family of a node, as its own tool lists them. */
  public synchronized String rules(String node, IpFamily family) {
    return network.rules(node, family);
  }

  /**
   * What conntrack on a node follows now, a line for each connection: {@code TCP 10.244.1.3:32768
   * -> 10.96.0.20:80, replies 10.244.2.2:8080 -> 10.244.1.3:32768}.
   */
  public synchronized List<String> conntrack(String node) {
    return network.conntrack(node);
  }

  /**
   * Which interfaces of real nodes are taken for what, of those nodes whose rules were given:
   * {@code node1: ens5 is taken for the interface of the uplink, as its rules have it}.
   */
  public synchronized List<String> interfaces() {
    return network.interfaces();
  }

  /**
   * A node's rules of a family as its own tools take them: tables of nftables are made anew where
   * there are some already, as {@code iptables-restore} makes its own.
   */
  public synchronized String ruleScript(String node, IpFamily family) {
    return network.ruleScript(node, family);
  }

  /** The objects of the manifests that networking does not read: {@code ConfigMap shop/prices}. */
  public synchronized List<String> ignored() {
    return ignored.stream().map(ManifestObject::toString).collect(ImmutableList.toImmutableList());
  }

  /** Creates the objects of a manifest, or makes them what it now says. */
  public Cluster apply(String manifest) {
    apply(ManifestReader.read(new TextSource("applied", manifest)));
    return this;
  }

  /**
   * Creates objects of another Java client, or makes them what they now say: any that Jackson turns
   * into the tree that the client would send.
   */
  public Cluster apply(Object... objects) {
    apply(ClientObjects.read(ImmutableList.copyOf(objects)));
    return this;
  }

  /** Creates the objects of a file or folder, or makes them what it now says. */
  public Cluster apply(Path manifest) {
    apply(ManifestReader.read(ImmutableList.of(manifest)));
    return this;
  }

  private void apply(Manifest manifest) {
    AddressPlanner.check(config.plan(), manifest);
    change(
        before -> {
          ControlPlane after = before.apply(manifest);
          NodeReferences.check(manifest, after.state());
          return after;
        });
    ignore(manifest);
  }

  private synchronized void ignore(Manifest manifest) {
    ignored =
        ImmutableList.<ManifestObject>builder().addAll(ignored).addAll(manifest.ignored()).build();
  }

  /** Deletes an object: {@code pod/shop/api-1}, {@code deployment/shop/api}. */
  public Cluster delete(String object) {
    Reference reference = Reference.of(object);
    change(before -> before.delete(reference.kind(), reference.name()));
    return this;
  }

  /** Gives a workload another number of pods: {@code deployment/shop/api}. */
  public Cluster scale(String workload, int replicas) {
    Reference reference = Reference.of(workload);
    change(before -> before.scale(reference.kind(), reference.name(), replicas));
    return this;
  }

  /** Makes a pod ready. */
  public Cluster markReady(String pod) {
    change(before -> before.markReady(new Inventory(before.state()).pod(pod)));
    return this;
  }

  /** Makes a pod not ready. */
  public Cluster markUnready(String pod) {
    change(before -> before.markUnready(new Inventory(before.state()).pod(pod)));
    return this;
  }

  /** Lets a pod run out: it terminates, and goes on until it is deleted. */
  public Cluster terminate(String pod) {
    change(before -> before.terminate(new Inventory(before.state()).pod(pod)));
    return this;
  }

  /** Lets no more pods onto a node. */
  public Cluster cordon(String node) {
    change(before -> before.cordon(new Inventory(before.state()).node(node)));
    return this;
  }

  /** Lets pods onto a node again. */
  public Cluster uncordon(String node) {
    change(before -> before.uncordon(new Inventory(before.state()).node(node)));
    return this;
  }

  /** Gives an object a label, or another value of one that it has. */
  public Cluster label(String object, String key, String value) {
    Reference reference = Reference.of(object);
    change(before -> before.label(reference.kind(), reference.name(), key, value));
    return this;
  }

  /**
   * Changes an object, as {@code kubectl patch --type merge} does.
   *
   * @param object {@code service/shop/api}
   * @param mergePatch a JSON merge patch (RFC 7386): {@code {"spec": {"selector": {"app": "web"}}}}
   * @throws IllegalArgumentException if that is not JSON, or the API server refuses the change
   */
  public Cluster patch(String object, String mergePatch) {
    Reference reference = Reference.of(object);
    JsonNode patch = json(mergePatch);
    change(before -> before.patch(reference.kind(), reference.name(), patch));
    return this;
  }

  private static JsonNode json(String text) {
    String error = "'" + text + "' is not a merge patch; expected a JSON object";
    try {
      JsonNode tree = new JsonMapper().readTree(text);
      if (tree.isObject()) {
        return tree;
      }
      throw new IllegalArgumentException(error);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(error, e);
    }
  }

  /** Switches a node off: it carries nothing more, and its pods are no longer ready. */
  public Cluster failNode(String node) {
    change(
        before -> {
          network.fail(node);
          readyBeforeFailure.putIfAbsent(node, readyPodsOn(node, before.state()));
          return before.failNode(node);
        });
    return this;
  }

  private static List<ObjectName> readyPodsOn(String node, ClusterState state) {
    return state.pods().stream()
        .filter(pod -> pod.nodeName().filter(node::equals).isPresent() && pod.isReady())
        .map(Pod::name)
        .collect(ImmutableList.toImmutableList());
  }

  /** Switches a failed node on again: those of its pods are ready that were when it failed. */
  public Cluster recoverNode(String node) {
    change(
        before -> {
          network.recover(node);
          ControlPlane after = before.findNode(node);
          List<ObjectName> pods = readyBeforeFailure.getOrDefault(node, ImmutableList.of());
          for (ObjectName pod : pods) {
            if (after.pod(pod).isPresent()) {
              after = after.markReady(pod);
            }
          }
          readyBeforeFailure.remove(node);
          return after;
        });
    return this;
  }

  /** A node's kube-proxy sees no changes until it is resumed. */
  public synchronized Cluster pauseKubeProxy(String node) {
    network.pauseKubeProxy(node);
    return this;
  }

  /** A node's kube-proxy catches up. */
  public Cluster resumeKubeProxy(String node) {
    synchronized (this) {
      network.resumeKubeProxy(node);
    }
    followers.forEach(Runnable::run);
    return this;
  }

  /**
   * Lets virtual time pass: what conntrack, session affinity and the DNS server's cache remember
   * grows older.
   */
  public synchronized Cluster advance(Duration time) {
    network.advance(time);
    return this;
  }

  private void change(UnaryOperator<ControlPlane> step) {
    synchronized (this) {
      controlPlane = step.apply(controlPlane);
      network.change(controlPlane.state());
      connecting.changed();
    }
    followers.forEach(Runnable::run);
  }

  /**
   * Runs something after each change of the cluster, in the thread that made the change:
   * connections that carry bytes learn so what has become of them.
   */
  public void follow(Runnable follower) {
    followers.add(follower);
  }

  /** Runs it no more. */
  public void unfollow(Runnable follower) {
    followers.remove(follower);
  }

  void serve(Place place, int port, LocalServer server) {
    localServers.put(new Socket(place, port), server);
  }

  /**
   * The server of this JVM that stands for who served a connection; empty where {@link Host#serves}
   * named none.
   */
  public Optional<LocalServer> localServer(Connection connection) {
    return connection
        .served()
        .map(served -> new Socket(served.by(), served.address().port()))
        .map(localServers::get);
  }

  synchronized HealthAnswer healthCheck(String node, int port) {
    return network.healthCheck(node, port);
  }

  synchronized List<IpAddress> addressesOf(Place place) {
    return network.fabric().addressesOf(place);
  }

  /** What the cluster's DNS server answers to a question that has reached it. */
  public synchronized Answer answer(Question question) {
    return network.answer(question, chance.split());
  }

  synchronized Resolution resolve(String name, Host host) {
    return network.resolver().resolve(name, host.place(), chance.split());
  }

  synchronized ResolvConf resolvConf(Host host) {
    return network.resolver().resolvConf(host.place());
  }

  synchronized Connection connect(Target target, Host host) {
    return connecting.one(new Asked(target, host));
  }

  synchronized Sample sample(Target target, Host host, int size) {
    return connecting.sample(new Asked(target, host), size);
  }

  synchronized OpenConnection open(Target target, Host host) {
    return connecting.open(new Asked(target, host));
  }

  synchronized Connection send(
      Conversation conversation, TcpSegment segment, Asked asked, SeededChance ways) {
    return connecting.send(conversation, segment, asked, ways);
  }

  synchronized void tell(Conversation conversation, TcpSegment segment, SeededChance ways) {
    connecting.tell(conversation, segment, ways);
  }

  synchronized Connections connectEveryWay(Target target, Host host) {
    return connecting.everyWay(new Asked(target, host));
  }

  /** What was last asked of it, the newest at the end: reports of failing tests tell it. */
  public synchronized List<Connections> recent() {
    return connecting.recent();
  }

  /**
   * What happens when something is done to it, and what that costs meanwhile; the cluster itself
   * stays as it is.
   *
   * @param script what is done, and when
   * @param delays how long everything takes
   * @param loads who sends requests meanwhile
   */
  public synchronized Timeline timeline(Script script, Delays delays, Load... loads) {
    return timeline(script, delays, Optional.empty(), ImmutableList.copyOf(loads));
  }

  /** The same until an instant; what happens later is not told. */
  public synchronized Timeline timeline(
      Script script, Delays delays, Duration until, Load... loads) {
    return timeline(script, delays, Optional.of(until), ImmutableList.copyOf(loads));
  }

  private Timeline timeline(
      Script script, Delays delays, Optional<Duration> until, List<Load> loads) {
    Plan plan = new Plan(delays, loads, network.outsideHosts(), Optional.empty());
    return new Simulation(config, controlPlane, plan).run(script, until);
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
    return new ClusterText(controlPlane).text(network.remarks());
  }

  /** How it is set up, which says how it can be made again. */
  @Override
  public String toString() {
    return "cluster: " + config;
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

  /** What is wrong or suspicious in what the cluster was made of. */
  public synchronized List<Finding> diagnose() {
    ClusterState state = network.state();
    List<Finding> ofVersion = VersionFindings.of(state, config.kubeProxy().version());
    return Stream.concat(
            controlPlane.diagnose().stream(),
            Stream.of(
                    PolicyFindings.of(state).stream(),
                    ofVersion.stream(),
                    SharedAddresses.in(state),
                    SharedDoors.in(
                        state, name -> controlPlane.placeOf("Service", name).map(Object::toString)),
                    foreignPolicies().stream().map(Cluster::unheeded))
                .flatMap(findings -> findings)
                .map(controlPlane::located))
        .collect(ImmutableList.toImmutableList());
  }

  private static Finding unheeded(ForeignPolicy policy) {
    return Finding.warning(
            FindingKind.POLICY_NOT_MODELLED,
            new Finding.Subject(policy.kind(), policy.fullName(), "spec"),
            "is not modelled: answers do not heed it",
            "what is told to be let through may be denied by the controller of "
                + policy.apiVersion())
        .withPlace(policy.place());
  }

  /**
   * Policies of other APIs, such as Cilium's or Calico's. They are not modelled: in a real cluster
   * they may deny what is told here to be let through.
   */
  public synchronized List<ForeignPolicy> foreignPolicies() {
    return ForeignPolicies.of(ignored.stream());
  }

  /**
   * Who reaches what now: every pod, every port of Services and pods. What earlier connections left
   * behind, such as session affinity, has no part in it.
   */
  public synchronized Reachability reachability() {
    return new ReachabilitySurvey(network.state(), network.trials(ImmutableList.of()))
        .reachability();
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
    return new TrafficSurvey(network.state(), network.trials(outside)).traffic(outside);
  }
}
