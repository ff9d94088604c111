package io.kubenet.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket of a host of the model: {@code connect} asks the model, and nothing else. */
final class ModelSocket extends Socket {

  private final ClientNetwork network;

  ModelSocket(ClientNetwork network) throws IOException {
    super(new ModelSocketImpl(network));
    this.network = network;
  }

  /** Names without an address are asked of the model's DNS, never of the machine's. */
  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (endpoint instanceof InetSocketAddress address && address.isUnresolved()) {
      InetAddress resolved = network.lookup(address.getHostString()).get(0);
      super.connect(new InetSocketAddress(resolved, address.getPort()), timeout);
      return;
    }
    super.connect(endpoint, timeout);
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }
}
