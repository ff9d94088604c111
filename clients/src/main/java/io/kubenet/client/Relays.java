package io.kubenet.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loopback ports that stand for connections of the model, for sockets that can't be replaced by
 * those of a {@link ModelSocketFactory}.
 */
final class Relays {

  /** How long a port waits for the socket that it was made for; it never comes where it closed. */
  private static final int LONGEST_WAIT_MILLISECONDS = 10_000;

  private final ClientNetwork network;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private Optional<Silence> silence = Optional.empty();

  Relays(ClientNetwork network) {
    this.network = network;
  }

  /** A port whose first connection is this one. */
  InetSocketAddress to(LiveConnection connection) throws IOException {
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(LONGEST_WAIT_MILLISECONDS);
    synchronized (listeners) {
      listeners.removeIf(ServerSocket::isClosed);
      listeners.add(listener);
    }
    Threads.start("kubenet-relay", () -> Quietly.run(() -> relay(listener, connection)));
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void relay(ServerSocket listener, LiveConnection connection) throws IOException {
    try (listener) {
      try (Socket client = listener.accept()) {
        listener.close();
        client.setTcpNoDelay(true);
        new DoorClient(network, client, client.getInputStream()).tunnel(connection);
      }
    } finally {
      connection.close();
    }
  }

  /** A port that never answers: who connects to it hears nothing until its own clock ends. */
  synchronized InetSocketAddress silence() throws IOException {
    if (silence.isEmpty()) {
      silence = Optional.of(Silence.begin());
    }
    return silence.get().address();
  }

  synchronized void close() {
    silence.ifPresent(Silence::end);
    synchronized (listeners) {
      listeners.forEach(listener -> Quietly.run(listener::close));
    }
  }

  /**
   * A listener with connections that nobody accepts, as many as it has room for: Linux answers no
   * further SYN while its queue is full ({@code tcp_conn_request} of Linux 6.18).
   *
   * @param listener the listener
   * @param waiting the connections that fill its queue
   */
  private record Silence(ServerSocket listener, List<Socket> waiting) {

    /** The queue of a backlog of n holds n + 1 ({@code sk_acceptq_is_full}). */
    private static final int ROOM = 2;

    static Silence begin() throws IOException {
      ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < ROOM; i++) {
        Socket socket = new WireSocket();
        socket.connect(listener.getLocalSocketAddress());
        waiting.add(socket);
      }
      return new Silence(listener, waiting);
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    void end() {
      Quietly.run(listener::close);
      waiting.forEach(socket -> Quietly.run(socket::close));
    }
  }
}
