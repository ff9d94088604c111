package io.kubenet.agent;

import io.kubenet.agent.boot.ModelCalls;
import io.kubenet.client.ClientNetwork;
import io.kubenet.net.IpAddress;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Answers what classes of the JDK and of Netty ask by {@link ModelCalls}.
 *
 * @param network the network that the JVM sees
 * @param letsLoopbackThrough whether the loopback interface is left alone
 */
record ModelAnswers(ClientNetwork network, BooleanSupplier letsLoopbackThrough)
    implements Function<Object[], Object> {

  /** Resolvers on the loopback interface ask others in the name of their clients. */
  private static final int DNS_PORT = 53;

  /** What the JDK is to do by itself. */
  private static final Object JDK = null;

  @Override
  public Object apply(Object[] question) {
    try {
      return answer(question);
    } catch (IOException | RuntimeException refused) {
      return refused;
    }
  }

  private Object answer(Object[] question) throws IOException {
    return switch ((String) question[0]) {
      case ModelCalls.ADDRESSES -> addresses((String) question[1]);
      case ModelCalls.NAME -> name((InetAddress) question[1]);
      case ModelCalls.CONNECT -> connect(question[1], question[2], (Long) question[3]);
      case ModelCalls.CONNECT_IN_BACKGROUND -> connectInBackground(question[1]);
      case ModelCalls.DATAGRAM -> datagram(question[1]);
      case ModelCalls.NATIVE_TRANSPORT -> throw nativeTransport((String) question[1]);
      case ModelCalls.NETTY_LOOKUP -> nettyLookup((Object[]) question[1], (Boolean) question[2]);
      default -> throw new IllegalArgumentException("'" + question[0] + "' is not a question");
    };
  }

  /** Addresses are not looked up, and the loopback interface has no other name than its own. */
  private Object addresses(String name) throws UnknownHostException {
    if (name == null || name.isEmpty() || isAddress(name) || name.equals("localhost")) {
      return JDK;
    }
    return network.lookup(name).toArray(InetAddress[]::new);
  }

  private static boolean isAddress(String name) {
    return name.startsWith("[") || IpAddress.isAddress(name) || name.contains(":");
  }

  /** Nobody is asked: the machine's own resolver would ask its real server. */
  private static String name(InetAddress address) {
    return address.isLoopbackAddress() ? "localhost" : address.getHostAddress();
  }

  private Object connect(Object socket, Object target, long milliseconds) throws IOException {
    if (socket instanceof SocketChannel channel && !channel.isBlocking()) {
      return connectInBackground(target);
    }
    if (!(target instanceof InetSocketAddress address) || isLeftAlone(address)) {
      return JDK;
    }
    return named(
        address,
        network.relay(
            address.getAddress().getHostAddress(),
            address.getPort(),
            (int) Math.min(milliseconds, Integer.MAX_VALUE)));
  }

  private Object connectInBackground(Object target) throws IOException {
    if (!(target instanceof InetSocketAddress address) || isLeftAlone(address)) {
      return JDK;
    }
    return named(
        address,
        network.relayInBackground(address.getAddress().getHostAddress(), address.getPort()));
  }

  /** What has no address fails by itself; what the model connects to is a server of the test. */
  private boolean isLeftAlone(InetSocketAddress target) {
    return target.isUnresolved()
        || network.isOwn(target)
        || (target.getAddress().isLoopbackAddress() && letsLoopbackThrough.getAsBoolean());
  }

  /** TLS asks a socket for the name that it was connected to. */
  private static SocketAddress named(InetSocketAddress target, InetSocketAddress instead)
      throws UnknownHostException {
    return new InetSocketAddress(
        InetAddress.getByAddress(target.getHostString(), instead.getAddress().getAddress()),
        instead.getPort());
  }

  private Object datagram(Object target) throws SocketException {
    if (target instanceof DatagramPacket packet) {
      return packet.getAddress() == null ? JDK : datagram(packet.getSocketAddress());
    }
    if (!(target instanceof InetSocketAddress address)) {
      return JDK;
    }
    boolean isLocal = address.getAddress() != null && address.getAddress().isLoopbackAddress();
    if (isLocal && letsLoopbackThrough.getAsBoolean() && address.getPort() != DNS_PORT) {
      return JDK;
    }
    throw new SocketException(
        "Operation not permitted: a datagram to "
            + address
            + " would leave the model, which carries no UDP of real clients");
  }

  private UnsupportedOperationException nativeTransport(String type) {
    return new UnsupportedOperationException(
        type
            + " makes connections past the JDK, where the model of "
            + network.host()
            + " does not see them; use Netty's NIO transport, as"
            + " -Dio.netty.transport.noNative=true does");
  }

  /**
   * Answers to a promise of Netty: the second argument of its DNS resolver, or the third where
   * further records and a cache are given.
   */
  private Object nettyLookup(Object[] arguments, boolean wantsAll) {
    String name = (String) arguments[0];
    Object promise = arguments[arguments.length == 2 ? 1 : 2];
    try {
      List<InetAddress> found =
          name.equals("localhost")
              ? List.of(InetAddress.getLoopbackAddress())
              : network.lookup(name);
      call(promise, "trySuccess", Object.class, wantsAll ? found : found.get(0));
    } catch (UnknownHostException unknown) {
      call(promise, "tryFailure", Throwable.class, unknown);
    }
    return true;
  }

  private static void call(Object promise, String method, Class<?> type, Object argument) {
    try {
      Class<?> promises =
          Class.forName(
              "io.netty.util.concurrent.Promise", false, promise.getClass().getClassLoader());
      Method called = promises.getMethod(method, type);
      called.invoke(promise, argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a promise of Netty is not as it was up to version 4.2", e);
    }
  }
}
