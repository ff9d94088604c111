package io.kubenet.agent.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.function.Function;

/**
 * Asks the model on behalf of classes of the JDK and of Netty. The boot class loader loads it, so
 * it knows nothing but the JDK; the model is a function from a question to an answer.
 *
 * <p>Where no model is there, everything is as it would be without the agent.
 */
public final class ModelCalls {

  /** The question for the addresses of a name: its answer is an array of them, or null. */
  public static final String ADDRESSES = "addresses";

  /** The question for the name of an address: its answer is a text, or null. */
  public static final String NAME = "name";

  /** The question where a socket connects to instead. */
  public static final String CONNECT = "connect";

  /** The question where a socket that does not wait connects to instead. */
  public static final String CONNECT_IN_BACKGROUND = "connect in background";

  /** The question whether a datagram may be sent. */
  public static final String DATAGRAM = "datagram";

  /** The question whether a transport may be used that is not of the JDK. */
  public static final String NATIVE_TRANSPORT = "native transport";

  /** The question for what a resolver of Netty looks up, which the model answers to its promise. */
  public static final String NETTY_LOOKUP = "netty lookup";

  /**
   * The model: it takes a question and its arguments, and gives an answer, null where the JDK is to
   * go on by itself, or a {@link Throwable} that is to be thrown.
   */
  private static volatile Function<Object[], Object> model;

  private ModelCalls() {}

  /** Sets the model that is asked from now on; null for none. */
  public static void ask(Function<Object[], Object> other) {
    model = other;
  }

  /** Whether a model is there. */
  public static boolean isActive() {
    return model != null;
  }

  /** The addresses of a name; null where the JDK is to look it up. */
  public static InetAddress[] addresses(String name) throws IOException {
    return (InetAddress[]) answer(ADDRESSES, name);
  }

  /** The name of an address; null where the JDK is to look it up. */
  public static String name(InetAddress address) {
    try {
      return (String) answer(NAME, address);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where a socket that waits connects to instead of an address. */
  public static SocketAddress connect(Object socket, SocketAddress target, long milliseconds)
      throws IOException {
    Object instead = answer(CONNECT, socket, target, milliseconds);
    return instead == null ? target : (SocketAddress) instead;
  }

  /** Where a socket that does not wait connects to instead of an address. */
  public static SocketAddress connectInBackground(SocketAddress target) throws IOException {
    Object instead = answer(CONNECT_IN_BACKGROUND, target);
    return instead == null ? target : (SocketAddress) instead;
  }

  /** Refuses a datagram. */
  public static void datagram(Object target) throws IOException {
    answer(DATAGRAM, target);
  }

  /** Refuses a transport that the agent does not see. */
  public static void nativeTransport(String type) throws IOException {
    answer(NATIVE_TRANSPORT, type);
  }

  /** Whether the model has answered to the promise of a resolver of Netty. */
  public static boolean nettyLookup(Object[] arguments, boolean wantsAll) throws IOException {
    return answer(NETTY_LOOKUP, arguments, wantsAll) != null;
  }

  private static Object answer(Object... question) throws IOException {
    Function<Object[], Object> asked = model;
    if (asked == null) {
      return null;
    }
    Object answer = asked.apply(question);
    if (answer instanceof IOException failure) {
      throw failure;
    }
    if (answer instanceof RuntimeException refusal) {
      throw refusal;
    }
    return answer;
  }
}
