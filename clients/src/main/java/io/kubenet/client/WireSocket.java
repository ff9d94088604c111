package io.kubenet.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket of the model's own, to a server of this JVM: whoever redirects the sockets of a JVM
 * leaves it alone, and knows it by the thread that connects it.
 */
final class WireSocket extends Socket {

  private static final ThreadLocal<Boolean> CONNECTING = ThreadLocal.withInitial(() -> false);

  @Override
  public void connect(SocketAddress server, int timeout) throws IOException {
    CONNECTING.set(true);
    try {
      super.connect(server, timeout);
    } finally {
      CONNECTING.remove();
    }
  }

  @Override
  public void connect(SocketAddress server) throws IOException {
    connect(server, 0);
  }

  /** Whether this thread connects one. */
  static boolean isConnecting() {
    return CONNECTING.get();
  }
}
