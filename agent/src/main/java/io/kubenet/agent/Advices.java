package io.kubenet.agent;

import io.kubenet.agent.boot.ModelCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * What is put into methods of the JDK and of Netty. Byte Buddy copies the bodies there: they may
 * name nothing but the JDK and {@link ModelCalls}.
 */
final class Advices {

  private Advices() {}

  /** Into {@code InetAddress.getAllByName}: the model's addresses instead of the machine's. */
  static final class Addresses {
    private Addresses() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static InetAddress[] enter(@Advice.Argument(0) String name) throws IOException {
      return ModelCalls.addresses(name);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter InetAddress[] found, @Advice.Return(readOnly = false) InetAddress[] given) {
      if (found != null) {
        given = found;
      }
    }
  }

  /** Into {@code InetAddress.getHostFromNameService}: no question to the machine's resolver. */
  static final class Name {
    private Name() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static String enter(@Advice.Argument(0) InetAddress address) {
      return ModelCalls.name(address);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Enter String found, @Advice.Return(readOnly = false) String given) {
      if (found != null) {
        given = found;
      }
    }
  }

  /** Into {@code NioSocketImpl.connect}: blocking sockets. */
  static final class TimedConnect {
    private TimedConnect() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object socket,
        @Advice.Argument(value = 0, readOnly = false) SocketAddress target,
        @Advice.Argument(1) int milliseconds)
        throws IOException {
      target = ModelCalls.connect(socket, target, milliseconds);
    }
  }

  /** Into {@code SocketChannelImpl.connect}: channels that wait, or do not. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object channel,
        @Advice.Argument(value = 0, readOnly = false) SocketAddress target)
        throws IOException {
      target = ModelCalls.connect(channel, target, 0);
    }
  }

  /** Into {@code SocketChannelImpl.blockingConnect}: the socket of a channel. */
  static final class TimedBlockingConnect {
    private TimedBlockingConnect() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object channel,
        @Advice.Argument(value = 0, readOnly = false) SocketAddress target,
        @Advice.Argument(1) long nanoseconds)
        throws IOException {
      target = ModelCalls.connect(channel, target, nanoseconds / 1_000_000);
    }
  }

  /** Into {@code AsynchronousSocketChannelImpl.connect}. */
  static final class ConnectInBackground {
    private ConnectInBackground() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) SocketAddress target)
        throws IOException {
      target = ModelCalls.connectInBackground(target);
    }
  }

  /** Into {@code DatagramChannelImpl.connect}. */
  static final class DatagramConnect {
    private DatagramConnect() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) SocketAddress target) throws IOException {
      ModelCalls.datagram(target);
    }
  }

  /** Into the methods of {@code DatagramChannelImpl} that send: who to is their last argument. */
  static final class DatagramSend {
    private DatagramSend() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.AllArguments Object[] arguments) throws IOException {
      ModelCalls.datagram(arguments[arguments.length - 1]);
    }
  }

  /** Into {@code DnsNameResolver.doResolve} of Netty. */
  static final class NettyLookup {
    private NettyLookup() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.AllArguments(typing = Assigner.Typing.DYNAMIC) Object[] arguments)
        throws IOException {
      return ModelCalls.nettyLookup(arguments, false);
    }
  }

  /** Into {@code DnsNameResolver.doResolveAll} of Netty. */
  static final class NettyLookupOfAll {
    private NettyLookupOfAll() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.AllArguments(typing = Assigner.Typing.DYNAMIC) Object[] arguments)
        throws IOException {
      return ModelCalls.nettyLookup(arguments, true);
    }
  }

  /** Into {@code isAvailable} of a native transport. */
  static final class NotAvailable {
    private NotAvailable() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean isAvailable) {
      if (ModelCalls.isActive()) {
        isAvailable = false;
      }
    }
  }

  /** Into what native transports do. */
  static final class NativeTransport {
    private NativeTransport() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Origin("#t") String type) throws IOException {
      ModelCalls.nativeTransport(type);
    }
  }
}
