package io.kubenet.client;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A proxy on the loopback interface whose connections are the model's: SOCKS5, HTTP CONNECT and
 * HTTP with absolute URIs, told apart by the first byte that a client sends.
 */
final class Door {

  private final ClientNetwork network;
  private final ServerSocket listener;
  private final List<Socket> clients = new ArrayList<>();

  private Door(ClientNetwork network, ServerSocket listener) {
    this.network = network;
    this.listener = listener;
  }

  static Door open(ClientNetwork network) throws IOException {
    Door door = new Door(network, new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
    Threads.start("kubenet-door", door::acceptAll);
    return door;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      Quietly.run(() -> begin(listener.accept()));
    }
  }

  private void begin(Socket client) throws IOException {
    client.setTcpNoDelay(true);
    synchronized (clients) {
      clients.removeIf(Socket::isClosed);
      clients.add(client);
    }
    Threads.start("kubenet-door-client", () -> Quietly.run(() -> serve(client)));
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      PushbackInputStream in = new PushbackInputStream(client.getInputStream());
      int first = in.read();
      if (first < 0) {
        return;
      }
      in.unread(first);
      DoorClient caller = new DoorClient(network, client, in);
      if (first == SocksDialogue.VERSION) {
        new SocksDialogue(caller).run();
        return;
      }
      new HttpDialogue(caller).run();
    }
  }

  void close() {
    Quietly.run(listener::close);
    synchronized (clients) {
      clients.forEach(client -> Quietly.run(client::close));
    }
  }
}
