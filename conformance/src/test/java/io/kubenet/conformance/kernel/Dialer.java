package io.kubenet.conformance.kernel;

import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients in many namespaces that connect at the same time. */
final class Dialer {

  /** How long silence is waited for before it counts as a time-out. */
  private static final long PATIENCE_MILLIS = 450;

  private static final class Attempt {
    private RealOutcome outcome = RealOutcome.failed(Verdict.TIMED_OUT);
  }

  private final Selector selector;
  private final List<Attempt> attempts = new ArrayList<>();
  private int pending;

  Dialer() throws IOException {
    this.selector = Selector.open();
  }

  /** Starts to connect; the outcome comes with {@link #outcomes} in the order of calls. */
  void dial(Namespace from, IpPort target, Protocol protocol) {
    Attempt attempt = new Attempt();
    attempts.add(attempt);
    from.call(
        () -> {
          try {
            start(attempt, target, protocol);
          } catch (IOException e) {
            attempt.outcome = RealOutcome.failed(verdict(e));
          }
          return attempt;
        });
  }

  private void start(Attempt attempt, IpPort target, Protocol protocol) throws IOException {
    var address = new InetSocketAddress(Servers.inet(target.address()), target.port());
    var family = Servers.family(target.address().family());
    if (protocol == Protocol.TCP) {
      SocketChannel channel = SocketChannel.open(family);
      channel.configureBlocking(false);
      boolean connected = channel.connect(address);
      register(channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, attempt);
      return;
    }
    DatagramChannel channel = DatagramChannel.open(family);
    channel.configureBlocking(false);
    channel.connect(address);
    channel.write(ByteBuffer.wrap(new byte[] {'?'}));
    register(channel, SelectionKey.OP_READ, attempt);
  }

  private void register(SelectableChannel channel, int interest, Attempt attempt)
      throws IOException {
    channel.register(selector, interest, attempt);
    pending++;
  }

  /** Waits until every connection has answered or silence has lasted, and closes all. */
  List<RealOutcome> outcomes() throws IOException {
    while (pending > 0 && selector.select(PATIENCE_MILLIS) > 0) {
      for (SelectionKey key : selector.selectedKeys()) {
        advance(key);
      }
      selector.selectedKeys().clear();
    }
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
    return attempts.stream().map(attempt -> attempt.outcome).toList();
  }

  private void advance(SelectionKey key) throws IOException {
    Attempt attempt = (Attempt) key.attachment();
    try {
      if (key.isConnectable()) {
        ((SocketChannel) key.channel()).finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        return;
      }
      attempt.outcome = read(key);
    } catch (IOException e) {
      attempt.outcome = RealOutcome.failed(verdict(e));
    }
    key.channel().close();
    pending--;
  }

  private static RealOutcome read(SelectionKey key) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(256);
    int length =
        key.channel() instanceof SocketChannel channel
            ? channel.read(buffer)
            : ((DatagramChannel) key.channel()).read(buffer);
    if (length <= 0) {
      throw new IOException("Connection reset");
    }
    String[] words = new String(buffer.array(), 0, length, StandardCharsets.UTF_8).split(" ", -1);
    return new RealOutcome(Verdict.ESTABLISHED, words[0], words[1]);
  }

  private static Verdict verdict(IOException e) {
    if (e instanceof PortUnreachableException) {
      return Verdict.REFUSED;
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Network is unreachable")) {
      return Verdict.NETWORK_UNREACHABLE;
    }
    if (e instanceof NoRouteToHostException || message.contains("No route to host")) {
      return Verdict.HOST_UNREACHABLE;
    }
    if (message.contains("refused")) {
      return Verdict.REFUSED;
    }
    if (message.contains("Operation not permitted")) {
      return Verdict.NOT_PERMITTED;
    }
    if (message.contains("reset")) {
      return Verdict.RESET;
    }
    throw new IllegalStateException("an error that no verdict stands for: " + e, e);
  }
}
