package io.kubenet.conformance.kernel;

import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients in many namespaces that connect at the same time. */
final class Dialer {

  /** A connection whose first packets came through and no others: who took it is not known. */
  static final RealOutcome MUTE = new RealOutcome(Verdict.ESTABLISHED, "unknown", "unknown");

  /**
   * A connection to make.
   *
   * @param from where the client is
   * @param sourcePort its port; 0 for any
   * @param target what it connects to
   * @param protocol TCP or UDP
   */
  record Call(Namespace from, int sourcePort, IpPort target, Protocol protocol) {}

  private static final class Attempt {
    private RealOutcome outcome = RealOutcome.failed(Verdict.TIMED_OUT);

    /** What becomes of a connection after it was made does not unmake it. */
    private void fail(IOException error) {
      Verdict verdict = Errors.verdict(error);
      if (outcome.verdict() != Verdict.ESTABLISHED) {
        outcome = verdict == Verdict.RESET ? MUTE : RealOutcome.failed(verdict);
      }
    }
  }

  private final Selector selector;
  private final List<Attempt> attempts = new ArrayList<>();
  private int pending;

  Dialer() throws IOException {
    this.selector = Selector.open();
  }

  /** Starts to connect; the outcome comes with {@link #outcomes} in the order of calls. */
  void dial(Call call) {
    Attempt attempt = new Attempt();
    attempts.add(attempt);
    call.from()
        .call(
            () -> {
              try {
                start(attempt, call);
              } catch (IOException e) {
                attempt.fail(e);
              }
              return attempt;
            });
  }

  private void start(Attempt attempt, Call call) throws IOException {
    var address =
        new InetSocketAddress(Servers.inet(call.target().address()), call.target().port());
    var family = Servers.family(call.target().address().family());
    if (call.protocol() == Protocol.TCP) {
      SocketChannel channel = SocketChannel.open(family);
      channel.configureBlocking(false);
      bind(channel, call.sourcePort());
      boolean connected = channel.connect(address);
      register(channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, attempt);
      return;
    }
    DatagramChannel channel = DatagramChannel.open(family);
    channel.configureBlocking(false);
    bind(channel, call.sourcePort());
    channel.connect(address);
    channel.write(ByteBuffer.wrap(new byte[] {'?'}));
    register(channel, SelectionKey.OP_READ, attempt);
  }

  private static void bind(NetworkChannel channel, int port) throws IOException {
    if (port > 0) {
      channel.bind(new InetSocketAddress(port));
    }
  }

  private void register(SelectableChannel channel, int interest, Attempt attempt)
      throws IOException {
    channel.register(selector, interest, attempt);
    pending++;
  }

  /** Waits until every connection has answered or silence has lasted, and closes all. */
  List<RealOutcome> outcomes(Duration patience) {
    try (selector) {
      while (pending > 0 && selector.select(patience.toMillis()) > 0) {
        for (SelectionKey key : selector.selectedKeys()) {
          advance(key);
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return attempts.stream().map(attempt -> attempt.outcome).toList();
  }

  private void advance(SelectionKey key) throws IOException {
    Attempt attempt = (Attempt) key.attachment();
    try {
      if (key.isConnectable()) {
        ((SocketChannel) key.channel()).finishConnect();
        attempt.outcome = MUTE;
        key.interestOps(SelectionKey.OP_READ);
        return;
      }
      attempt.outcome = read(key);
    } catch (IOException e) {
      attempt.fail(e);
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
}
