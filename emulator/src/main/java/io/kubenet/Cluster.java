package io.kubenet;

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
import io.kubenet.finding.ForeignPolicy;
import io.kubenet.kubeproxy.VersionFindings;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
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

/** A Kubernetes cluster and its network. */
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
   * Which interfaces of real nodes are taken for what, of those nodes whose rules were given:
   * {@code node1: ens5 is taken for the interface of the uplink, as its rules have it}.
   */
  public synchronized List<String> interfaces() {
    return network.interfaces();
  }

  /** The objects of the manifests that networking does not read: {@code ConfigMap shop/prices}. */
  public synchronized List<String> ignored() {
    return ignored.stream().map(ManifestObject::toString).collect(ImmutableList.toImmutableList());
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
  public void failNode(String node) {
    change(
        before -> {
          network.fail(node);
          return before.failNode(node);
        });
  }

  /** A node's kube-proxy sees no changes until it is resumed. */
  public synchronized void pauseKubeProxy(String node) {
    network.pauseKubeProxy(node);
  }

  /** A node's kube-proxy catches up. */
  public void resumeKubeProxy(String node) {
    synchronized (this) {
      network.resumeKubeProxy(node);
    }
    followers.forEach(Runnable::run);
  }

  /**
   * Lets virtual time pass: what conntrack, session affinity and the DNS server's cache remember
   * grows older.
   */
  public synchronized void advance(Duration time) {
    network.advance(time);
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

  synchronized Connection send(Conversation conversation, TcpSegment segment, Asked asked) {
    return connecting.send(conversation, segment, asked);
  }

  synchronized void tell(Conversation conversation, TcpSegment segment) {
    connecting.tell(conversation, segment);
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
    String name = policy.namespace().map(own -> own + "/").orElse("") + policy.name();
    return Finding.warning(
            new Finding.Subject(policy.kind(), name, "spec"),
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
