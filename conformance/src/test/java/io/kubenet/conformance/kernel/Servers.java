package io.kubenet.conformance.kernel;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Servers in many namespaces that tell each client where it ended and which address they see. */
final class Servers implements AutoCloseable {

  private final Selector selector;
  private final Thread thread;

  private Servers(Selector selector) {
    this.selector = selector;
    this.thread = new Thread(this::serve, "servers");
    thread.setDaemon(true);
  }

  static Servers start() {
    try {
      Servers servers = new Servers(Selector.open());
      servers.thread.start();
      return servers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens on an address of a namespace; answers with that address. */
  void listen(Namespace namespace, IpPort end, Protocol protocol) {
    InetSocketAddress place = new InetSocketAddress(inet(end.address()), end.port());
    SelectableChannel channel =
        namespace.call(
            () ->
                protocol == Protocol.TCP ? listening(place) : bound(place, end.address().family()));
    try {
      channel.configureBlocking(false);
      int interest = protocol == Protocol.TCP ? SelectionKey.OP_ACCEPT : SelectionKey.OP_READ;
      channel.register(selector, interest, end.toString());
      selector.wakeup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InetAddress inet(IpAddress address) {
    try {
      return InetAddress.getByAddress(address.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StandardProtocolFamily family(IpFamily family) {
    return family == IpFamily.IPV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
  }

  private static ServerSocketChannel listening(InetSocketAddress place) throws IOException {
    ServerSocketChannel channel =
        ServerSocketChannel.open(
            place.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    return channel.bind(place, 1024);
  }

  private static DatagramChannel bound(InetSocketAddress place, IpFamily family)
      throws IOException {
    return DatagramChannel.open(family(family)).bind(place);
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select();
        selector.selectedKeys().forEach(Servers::answerOrNot);
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.nio.channels.ClosedSelectorException e) {
      // closed: the suite is done with this cluster
    }
  }

  private static void answerOrNot(SelectionKey key) {
    try {
      answer(key);
    } catch (IOException e) {
      // The rules of the server's own host let no answer out; the client sees that.
    }
  }

  private static void answer(SelectionKey key) throws IOException {
    String end = (String) key.attachment();
    if (key.channel() instanceof ServerSocketChannel server) {
      try (SocketChannel client = server.accept()) {
        client.write(text(end, client.getRemoteAddress()));
      }
    } else if (key.channel() instanceof DatagramChannel server) {
      SocketAddress client = server.receive(ByteBuffer.allocate(64));
      server.send(text(end, client), client);
    }
  }

  private static ByteBuffer text(String end, SocketAddress client) {
    InetAddress address = ((InetSocketAddress) client).getAddress();
    String answer = end + " " + IpAddress.ofBytes(address.getAddress());
    return ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
