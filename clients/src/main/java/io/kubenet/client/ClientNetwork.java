package io.kubenet.client;

import com.google.common.collect.ImmutableList;
import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Host;
import io.kubenet.OpenConnection;
import io.kubenet.dns.message.Resolution;
import io.kubenet.net.IpAddress;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * The network as a pod, a node or an outside host of a cluster sees it, for an application's own
 * client code: names are answered by the cluster's DNS, connections are made in the model, and
 * bytes go to servers of this JVM that stand for pods.
 *
 * <pre>{@code
 * cluster.pod("shop/api-1").serves(8080, server.port());
 * try (ClientNetwork network = ClientNetwork.of(cluster.pod("shop/client"))) {
 *   OkHttpClient http =
 *       new OkHttpClient.Builder()
 *           .socketFactory(network.socketFactory())
 *           .dns(network::lookup)
 *           .build();
 *   ...
 * }
 * }</pre>
 *
 * <p>There are two ways in. {@link #socketFactory} and {@link #lookup} give clients true sockets
 * with the exceptions of true sockets, and timeouts cost virtual time. {@link #proxySelector} and
 * {@link #socksProxy} name a door on the loopback interface, for clients that take a proxy and no
 * socket factory.
 *
 * <p>Nothing is global: each network is its own, and tests with networks of their own run in
 * parallel. Nothing leaves the machine: what the model does not know is refused.
 */
public final class ClientNetwork implements AutoCloseable {

  private final Cluster cluster;
  private final Host host;
  private final Servers servers = new Servers();
  private final ConnectionLog log = new ConnectionLog();
  private final List<LiveConnection> live = new ArrayList<>();
  private final Relays relays = new Relays(this);
  private final Runnable follower = this::followCluster;
  private Optional<Door> door = Optional.empty();
  private DoorSilence silence = DoorSilence.KEEP_WAITING;

  private ClientNetwork(Host host) {
    this.host = host;
    this.cluster = host.cluster();
    cluster.follow(follower);
  }

  /**
   * The network of a host.
   *
   * @param host where the client code runs in the model
   */
  public static ClientNetwork of(Host host) {
    return new ClientNetwork(host);
  }

  /** Where the client code runs in the model. */
  public Host host() {
    return host;
  }

  /**
   * Makes sockets whose connections are the model's. They fail with the exceptions of real sockets,
   * with a {@link ModelVerdict} as their cause.
   */
  public SocketFactory socketFactory() {
    return new ModelSocketFactory(this);
  }

  /**
   * The addresses of a name, as the resolver of the host finds them, or the address itself where it
   * is one.
   *
   * @throws UnknownHostException if the model does not know the name
   */
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    Optional<IpAddress> address = ModelAddress.parse(name);
    if (address.isPresent()) {
      return ImmutableList.of(ModelAddress.of(name, address.get()));
    }
    return resolved(name).addresses().stream()
        .map(found -> ModelAddress.of(name, found))
        .collect(ImmutableList.toImmutableList());
  }

  private Resolution resolved(String name) throws UnknownHostException {
    Resolution resolution = resolve(name);
    if (!resolution.isFound()) {
      throw unknown(name, resolution.summary());
    }
    return resolution;
  }

  private Resolution resolve(String name) throws UnknownHostException {
    try {
      return host.resolve(name);
    } catch (IllegalArgumentException e) {
      throw unknown(name, e.getMessage());
    }
  }

  /** The message is the JDK's; what the model says of the name is the cause. */
  private static UnknownHostException unknown(String name, String summary) {
    UnknownHostException unknown = new UnknownHostException(name + ": Name or service not known");
    unknown.initCause(new IOException(summary));
    return unknown;
  }

  /** A SOCKS5 proxy on the loopback interface through which connections are the model's. */
  public Proxy socksProxy() {
    return new Proxy(Proxy.Type.SOCKS, doorAddress());
  }

  /** An HTTP proxy on the loopback interface through which connections are the model's. */
  public Proxy httpProxy() {
    return new Proxy(Proxy.Type.HTTP, doorAddress());
  }

  /** Sends all requests of a client through {@link #httpProxy}. */
  public ProxySelector proxySelector() {
    return ProxySelector.of(doorAddress());
  }

  /**
   * Where the proxy listens: it speaks SOCKS5, HTTP CONNECT and HTTP with absolute URIs, on one
   * port.
   */
  public synchronized InetSocketAddress doorAddress() {
    if (door.isEmpty()) {
      try {
        door = Optional.of(Door.open(this));
      } catch (IOException e) {
        throw new UncheckedIOException("the loopback interface has no port to listen on", e);
      }
    }
    return door.get().address();
  }

  /**
   * Tells clients of the proxy at once where nothing would come back, instead of leaving them to
   * their own clocks.
   *
   * @return this network
   */
  public synchronized ClientNetwork failFast() {
    silence = DoorSilence.FAIL_FAST;
    return this;
  }

  synchronized DoorSilence silence() {
    return silence;
  }

  /**
   * Connects in the model for a socket of the JDK that can't be replaced, and gives back the
   * loopback address that it must connect to instead: the first connection to it is the one of the
   * model, byte by byte.
   *
   * @param host a name or an address of the model
   * @param port the port
   * @param timeout how long the socket would wait, in milliseconds; 0 waits as long as the kernel
   *     tries. It passes in virtual time
   * @throws IOException as a real socket throws it, with a {@link ModelVerdict} as its cause
   */
  public InetSocketAddress relay(String host, int port, int timeout) throws IOException {
    return relays.to(
        connected(new ClientConnection.Target(host, port), new ConnectTimeout(timeout)));
  }

  /**
   * The same for a socket that does not wait while it connects: where nothing would come back, the
   * address never answers, unless the network was told to {@link #failFast}.
   *
   * @param host a name or an address of the model
   * @param port the port
   * @throws IOException as a real socket throws it, with a {@link ModelVerdict} as its cause
   */
  public InetSocketAddress relayInBackground(String host, int port) throws IOException {
    try {
      return relays.to(connect(new ClientConnection.Target(host, port)));
    } catch (ModelVerdict verdict) {
      boolean isSilent = verdict.connection().verdict() == Verdict.TIMED_OUT;
      if (isSilent && silence() == DoorSilence.KEEP_WAITING) {
        return relays.silence();
      }
      throw ConnectFailure.of(verdict, ConnectTimeout.OF_THE_KERNEL);
    }
  }

  /**
   * Whether a socket that this thread connects to an address is the model's own: it leads to a
   * server of this JVM, or to the proxy of this network. Whoever redirects the sockets of a JVM
   * leaves it alone.
   */
  public boolean isOwn(InetSocketAddress target) {
    return WireSocket.isConnecting() || isDoor(target);
  }

  private synchronized boolean isDoor(InetSocketAddress target) {
    return door.filter(open -> open.address().equals(target)).isPresent();
  }

  /** Connects as a socket does that waits, in virtual time. */
  LiveConnection connected(ClientConnection.Target target, ConnectTimeout timeout)
      throws IOException {
    try {
      return connect(target);
    } catch (ModelVerdict verdict) {
      if (verdict.connection().verdict() == Verdict.TIMED_OUT) {
        waitFor(timeout.wait(ConnectFailure.LONGEST_CONNECT));
      }
      throw ConnectFailure.of(verdict, timeout);
    }
  }

  /** The connections that were made or tried, in the order in which they were asked for. */
  public List<ClientConnection> connections() {
    return log.connections();
  }

  /**
   * Connects in the model, and to the server that stands for whom the model finds.
   *
   * @throws ModelVerdict if the connection is not established in the model
   */
  LiveConnection connect(ClientConnection.Target target) throws IOException {
    OpenConnection open = opened(target);
    Connection opening = open.opening();
    ConnectionLog.Entry entry = log.begin(target, opening);
    if (!opening.isEstablished()) {
      throw new ModelVerdict(opening);
    }
    LiveConnection connection =
        new LiveConnection(cluster, open, servers.connect(cluster, opening), entry);
    synchronized (live) {
      live.removeIf(known -> !known.isFollowed());
      live.add(connection);
    }
    return connection;
  }

  private OpenConnection opened(ClientConnection.Target target) throws UnknownHostException {
    try {
      return host.open(target.host(), target.port());
    } catch (IllegalArgumentException e) {
      throw unknown(target.host(), e.getMessage());
    }
  }

  /** Virtual time passes while a client waits. */
  void waitFor(Duration time) {
    cluster.advance(time);
  }

  private void followCluster() {
    List<LiveConnection> followed;
    synchronized (live) {
      followed = ImmutableList.copyOf(live);
    }
    followed.forEach(connection -> Quietly.run(connection::followCluster));
  }

  /** Closes the proxy and all connections. */
  @Override
  public void close() {
    cluster.unfollow(follower);
    Optional<Door> opened;
    synchronized (this) {
      opened = door;
    }
    opened.ifPresent(Door::close);
    relays.close();
    List<LiveConnection> open;
    synchronized (live) {
      open = ImmutableList.copyOf(live);
      live.clear();
    }
    open.forEach(connection -> Quietly.run(connection::close));
    servers.close();
  }

  /** {@code network of pod shop/client}. */
  @Override
  public String toString() {
    return "network of " + host;
  }
}
