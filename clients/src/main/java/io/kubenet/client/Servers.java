package io.kubenet.client;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;

/** Connects to the servers of this JVM that stand for endpoints. */
final class Servers {

  private Optional<AnsweringServer> answering = Optional.empty();

  /**
   * A loopback connection to who stands for the endpoint of a connection: the server that the test
   * named, or one that answers with what it knows.
   */
  Socket connect(Cluster cluster, Connection opening) throws IOException {
    Optional<LocalServer> local = cluster.localServer(opening);
    if (local.isEmpty()) {
      return answering().connect(opening);
    }
    Socket wire = connected(local.get().port());
    if (local.get().hasProxyProtocol()) {
      wire.getOutputStream().write(ProxyHeader.of(opening));
    }
    return wire;
  }

  static Socket connected(int port) throws IOException {
    Socket wire = new WireSocket();
    try {
      wire.setTcpNoDelay(true);
      wire.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return wire;
    } catch (IOException e) {
      wire.close();
      throw new IOException(
          "no server of this JVM listens on loopback port " + port + ": " + e.getMessage(), e);
    }
  }

  private synchronized AnsweringServer answering() throws IOException {
    if (answering.isEmpty()) {
      answering = Optional.of(AnsweringServer.start());
    }
    return answering.get();
  }

  synchronized void close() {
    answering.ifPresent(AnsweringServer::close);
  }
}
