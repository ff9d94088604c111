package io.kubenet;

import io.kubenet.dataplane.Attempt;
import io.kubenet.dataplane.Place;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.Optional;
import java.util.OptionalInt;

/** Somewhere in a cluster, or outside of it, that connections are made from. */
public final class Host {

  private final Cluster cluster;
  private final Place place;
  private final Protocol protocol;
  private final Sending sending;

  /** How it sends what is not settled by where it is. */
  private record Sending(Optional<String> via, OptionalInt port) {
    static final Sending DEFAULT = new Sending(Optional.empty(), OptionalInt.empty());
  }

  private Host(Cluster cluster, Place place, Protocol protocol, Sending sending) {
    this.cluster = cluster;
    this.place = place;
    this.protocol = protocol;
    this.sending = sending;
  }

  static Host at(Cluster cluster, Place place) {
    return new Host(cluster, place, Protocol.TCP, Sending.DEFAULT);
  }

  /** The same host, connecting by another protocol. */
  public Host over(Protocol other) {
    return new Host(cluster, place, other, sending);
  }

  /** The same host, sending datagrams. */
  public Host overUdp() {
    return over(Protocol.UDP);
  }

  /**
   * The same outside host, whose packets for an address of no node reach this node first. Without
   * it that is the choice of whoever routes the address: a load balancer's for its IPs.
   */
  public Host via(String node) {
    Optional<String> router = Optional.of(cluster.node(node).name());
    return new Host(cluster, place, protocol, new Sending(router, sending.port()));
  }

  /**
   * The same host, connecting from a port of its choice; without it each connection has another.
   */
  public Host fromPort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 1-65535");
    }
    return new Host(cluster, place, protocol, new Sending(sending.via(), OptionalInt.of(port)));
  }

  /** What it is called: {@code shop/client}, {@code node-a}, {@code 192.168.0.250}. */
  public String name() {
    return place.label();
  }

  /** Its address; the primary one where it has two. */
  public String ip() {
    return cluster.addressesOf(place).get(0).toString();
  }

  /** Its address of a family. */
  public String ip(IpFamily family) {
    return cluster.addressesOf(place).stream()
        .filter(address -> address.family() == family)
        .findFirst()
        .map(IpAddress::toString)
        .orElseThrow(() -> new IllegalArgumentException(place + " has no " + family + " address"));
  }

  /**
   * Connects by one way, which the seed decides.
   *
   * @param target an address, or a name that the host's resolver answers
   * @param port the port
   */
  public Connection connectTo(String target, int port) {
    return cluster.connect(Target.of(target, port), this);
  }

  /**
   * Connects as {@link #connectTo} does, and stays connected: further packets go the way that the
   * first was given.
   */
  public OpenConnection open(String target, int port) {
    return cluster.open(Target.of(target, port), this);
  }

  /** Every way that connecting can go now, each with its exact probability. */
  public Connections everyConnectionTo(String target, int port) {
    return cluster.connectEveryWay(Target.of(target, port), this);
  }

  /**
   * Connects so many times, one after another, each by the way that the seed decides: what an
   * earlier connection leaves behind, as session affinity does, later ones meet. Where chance alone
   * decides, and all are over before a port comes round again, one is carried for each way.
   */
  public Sample sampleConnectionsTo(String target, int port, int count) {
    return cluster.sample(Target.of(target, port), this, count);
  }

  /** Sends an echo request. */
  public Connection ping(String target) {
    return cluster.connect(Target.ping(target), this);
  }

  /**
   * Resolves a name as a program on this host does, or gives back an address: which questions its
   * resolver sends to whom, and what comes of them.
   *
   * @throws IllegalArgumentException if it is neither; says why
   */
  public Resolution resolve(String name) {
    return cluster.resolve(name, this);
  }

  /** What its resolver is set up with: a pod's by its dnsPolicy and dnsConfig. */
  public ResolvConf resolvConf() {
    return cluster.resolvConf(this);
  }

  /**
   * What this node's kube-proxy answers on the health check node port of a Service.
   *
   * @throws IllegalArgumentException if this is no node that is up, or no Service has the port
   */
  public HealthAnswer healthCheck(int port) {
    if (place instanceof Place.OnNode node) {
      return cluster.healthCheck(node.name(), port);
    }
    throw new IllegalArgumentException(place + " answers no health checks; nodes do");
  }

  /**
   * Names a server of this JVM, on the loopback interface, that stands for a port of this host:
   * real clients whose connections the model brings there talk to it. It does not change who
   * listens in the model.
   *
   * @param port the port of this host in the model
   * @param localPort the loopback port that the server listens on
   * @return this host
   */
  public Host serves(int port, int localPort) {
    return serves(port, LocalServer.on(localPort));
  }

  /**
   * Names a server of this JVM that stands for a port of this host.
   *
   * @param port the port of this host in the model
   * @return this host
   */
  public Host serves(int port, LocalServer server) {
    cluster.serve(place, port, server);
    return this;
  }

  /** The cluster whose host it is. */
  public Cluster cluster() {
    return cluster;
  }

  Place place() {
    return place;
  }

  /** The connection to an address that the target stands for. */
  Attempt attempt(Target target, IpAddress address) {
    Protocol used = target.isPing() ? Protocol.icmpOf(address.family()) : protocol;
    IpPort to = new IpPort(address, target.port());
    return new Attempt(place, used, to, sending.via(), sending.port());
  }

  /** As the command line says that it connects to a target. */
  String options(Target target) {
    return "--from "
        + source()
        + " --to "
        + target
        + (protocol == Protocol.TCP ? "" : " --protocol " + protocol)
        + sending.via().map(node -> " --via " + node).orElse("");
  }

  /** How the command line names it: {@code pod/shop/client}. */
  String source() {
    if (place instanceof Place.InPod pod) {
      return "pod/" + pod.name();
    }
    return (place instanceof Place.OnNode ? "node/" : "external/") + place.label();
  }

  /** As people say that it connects to a target. */
  String title(Target target) {
    return (target.isPing() ? "ping" : protocol) + " " + place + " -> " + target;
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
