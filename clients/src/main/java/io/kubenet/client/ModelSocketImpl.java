package io.kubenet.client;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a {@link ModelSocket} does: its connection is one of the model. */
final class ModelSocketImpl extends SocketImpl {

  private static final int LINGER_OFF = -1;

  private final ClientNetwork network;

  /** Options are kept, and given back; only SO_TIMEOUT has a meaning here. */
  private final Map<Integer, Object> options = new ConcurrentSkipListMap<>();

  private volatile LiveConnection connection;
  private volatile boolean isInputShut;

  ModelSocketImpl(ClientNetwork network) {
    this.network = network;
    this.fd = new FileDescriptor();
  }

  @Override
  protected void create(boolean isStream) throws IOException {
    if (!isStream) {
      throw new SocketException("a datagram socket can't be made of a model socket");
    }
  }

  @Override
  protected void connect(String host, int port) throws IOException {
    connect(new InetSocketAddress(network.lookup(host).get(0), port), 0);
  }

  @Override
  protected void connect(InetAddress address, int port) throws IOException {
    connect(new InetSocketAddress(address, port), 0);
  }

  @Override
  protected void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (!(endpoint instanceof InetSocketAddress target)) {
      throw new IllegalArgumentException("'" + endpoint + "' is not an internet address");
    }
    connection =
        network.connected(
            ModelAddress.target(target.getAddress(), target.getPort()),
            new ConnectTimeout(timeout));
    address = target.getAddress();
    port = target.getPort();
    localport = connection.wire().getLocalPort();
  }

  @Override
  protected void bind(InetAddress host, int port) {
    // The model chooses the source address and port, as a socket that is bound to 0.0.0.0:0.
    localport = port;
  }

  @Override
  protected void listen(int backlog) throws IOException {
    throw new SocketException("a client's socket does not listen; use Host.serves");
  }

  @Override
  protected void accept(SocketImpl accepted) throws IOException {
    throw new SocketException("a client's socket does not accept; use Host.serves");
  }

  @Override
  protected InputStream getInputStream() throws IOException {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        return isInputShut ? -1 : connected().read(bytes, offset, length, timeout());
      }

      @Override
      public int available() throws IOException {
        return ModelSocketImpl.this.available();
      }
    };
  }

  @Override
  protected OutputStream getOutputStream() throws IOException {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        connected().write(bytes, offset, length);
      }
    };
  }

  private LiveConnection connected() throws SocketException {
    if (connection == null) {
      throw new SocketException("Socket is not connected");
    }
    return connection;
  }

  private int timeout() {
    return (Integer) options.getOrDefault(SocketOptions.SO_TIMEOUT, 0);
  }

  @Override
  protected int available() throws IOException {
    return isInputShut ? 0 : connected().available();
  }

  @Override
  protected void close() throws IOException {
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  protected void shutdownInput() {
    isInputShut = true;
  }

  @Override
  protected void shutdownOutput() throws IOException {
    connected().shutdownOutput();
  }

  @Override
  protected void sendUrgentData(int data) throws IOException {
    throw new SocketException("urgent data is not modelled");
  }

  @Override
  public void setOption(int option, Object value) {
    options.put(option, value);
  }

  @Override
  public Object getOption(int option) {
    return options.getOrDefault(option, defaultOf(option));
  }

  private Object defaultOf(int option) {
    return switch (option) {
      case SocketOptions.SO_TIMEOUT, SocketOptions.IP_TOS -> 0;
      case SocketOptions.SO_LINGER -> LINGER_OFF;
      case SocketOptions.SO_SNDBUF, SocketOptions.SO_RCVBUF -> 65_536;
      case SocketOptions.SO_BINDADDR -> InetAddress.getLoopbackAddress();
      default -> false;
    };
  }

  @Override
  protected Set<SocketOption<?>> supportedOptions() {
    return Set.copyOf(
        java.util.List.of(
            StandardSocketOptions.TCP_NODELAY,
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_SNDBUF));
  }

  @Override
  protected <T> void setOption(SocketOption<T> option, T value) {
    // Kept by nobody: a loopback connection has no use for it.
  }

  @Override
  protected <T> T getOption(SocketOption<T> option) throws IOException {
    throw new UnsupportedOperationException("'" + option + "' is not modelled");
  }
}
