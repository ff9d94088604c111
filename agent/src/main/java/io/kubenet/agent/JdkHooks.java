package io.kubenet.agent;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.kubenet.agent.boot.ModelCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.utility.JavaModule;

/**
 * Lets classes of the JDK and of Netty ask a model. They are changed once, and stay so: where no
 * model is there, they do as they did.
 */
final class JdkHooks {

  /** The class that the hooks call, as the boot class loader knows it. */
  private static Class<?> calls;

  private JdkHooks() {}

  /** Changes the classes, unless they are changed already. */
  static synchronized void install() {
    if (calls != null) {
      return;
    }
    Instrumentation instrumentation = ByteBuddyAgent.install();
    Class<?> known = putBeforeClassPath(instrumentation);
    Failures failures = new Failures();
    hooks(failures).installOn(instrumentation);
    failures.check();
    calls = known;
  }

  /**
   * A method that asks the model.
   *
   * @param type the class that has it
   * @param advice what is put into it
   * @param methods which of its methods
   */
  private record Hook(
      String type, Class<?> advice, ElementMatcher.Junction<MethodDescription> methods) {

    AgentBuilder addTo(AgentBuilder builder) {
      return builder
          .type(named(type))
          .transform(
              (changed, description, loader, module, domain) ->
                  changed.visit(Advice.to(advice).on(methods)));
    }

    /**
     * A method that this JDK does not have leaves a way past the model.
     *
     * @throws IllegalStateException if there is none; it names the class
     */
    void check() {
      if (TypeDescription.ForLoadedType.of(loaded())
          .getDeclaredMethods()
          .filter(methods)
          .isEmpty()) {
        throw new IllegalStateException(
            "this JDK, %s, has no method of %s that the agent knows; expected one of 17 to 25"
                .formatted(Runtime.version(), type));
      }
    }

    private Class<?> loaded() {
      try {
        return Class.forName(type, false, null);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("this JDK has no class " + type, e);
      }
    }
  }

  private static final List<Hook> OF_JDK =
      List.of(
          new Hook(
              "java.net.InetAddress",
              Advices.Addresses.class,
              named("getAllByName").and(takesArguments(String.class))),
          new Hook("java.net.InetAddress", Advices.Name.class, named("getHostFromNameService")),
          new Hook(
              "sun.nio.ch.NioSocketImpl",
              Advices.TimedConnect.class,
              named("connect").and(takesArguments(SocketAddress.class, int.class))),
          new Hook(
              "sun.nio.ch.SocketChannelImpl",
              Advices.Connect.class,
              named("connect").and(takesArguments(SocketAddress.class))),
          new Hook(
              "sun.nio.ch.SocketChannelImpl",
              Advices.TimedBlockingConnect.class,
              named("blockingConnect").and(takesArguments(SocketAddress.class, long.class))),
          new Hook(
              "sun.nio.ch.AsynchronousSocketChannelImpl",
              Advices.ConnectInBackground.class,
              named("connect").and(takesArgument(0, SocketAddress.class))),
          new Hook(
              "sun.nio.ch.DatagramChannelImpl",
              Advices.DatagramConnect.class,
              named("connect").and(takesArguments(SocketAddress.class, boolean.class))),
          new Hook(
              "sun.nio.ch.DatagramChannelImpl",
              Advices.DatagramSend.class,
              named("send").and(takesArgument(1, SocketAddress.class))),
          new Hook(
              "sun.nio.ch.DatagramChannelImpl", Advices.DatagramSend.class, named("blockingSend")));

  /** Its own resolver, which asks by datagrams, and its transports of native code. */
  private static final List<Hook> OF_NETTY =
      Stream.concat(
              Stream.of(
                  new Hook(
                      "io.netty.resolver.dns.DnsNameResolver",
                      Advices.NettyLookup.class,
                      named("doResolve").and(takesArgument(0, String.class))),
                  new Hook(
                      "io.netty.resolver.dns.DnsNameResolver",
                      Advices.NettyLookupOfAll.class,
                      named("doResolveAll").and(takesArgument(0, String.class))),
                  new Hook(
                      "io.netty.channel.unix.Socket",
                      Advices.NativeTransport.class,
                      named("connect").or(nameStartsWith("sendTo")))),
              Stream.of(
                      "io.netty.channel.epoll.Epoll",
                      "io.netty.channel.kqueue.KQueue",
                      "io.netty.channel.uring.IoUring",
                      "io.netty.incubator.channel.uring.IOUring")
                  .flatMap(
                      type ->
                          Stream.of(
                              new Hook(type, Advices.NotAvailable.class, named("isAvailable")),
                              new Hook(
                                  type,
                                  Advices.NativeTransport.class,
                                  named("ensureAvailability")))))
          .toList();

  private static AgentBuilder hooks(Failures failures) {
    AgentBuilder builder =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
            .with(failures)
            .ignore(none());
    for (Hook hook : OF_JDK) {
      hook.check();
      builder = hook.addTo(builder);
    }
    for (Hook hook : OF_NETTY) {
      builder = hook.addTo(builder);
    }
    return builder;
  }

  /** The one class that classes of the JDK call must be where they can see it. */
  private static Class<?> putBeforeClassPath(Instrumentation instrumentation) {
    try {
      Path jar = Files.createTempFile("kubenet-agent", ".jar");
      jar.toFile().deleteOnExit();
      write(jar);
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
      return Class.forName(ModelCalls.class.getName(), true, null);
    } catch (IOException e) {
      throw new UncheckedIOException("no file can be made for the classes of the agent", e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the JVM does not find the classes of the agent", e);
    }
  }

  private static void write(Path jar) throws IOException {
    String entry = ModelCalls.class.getName().replace('.', '/') + ".class";
    try (InputStream type = JdkHooks.class.getResourceAsStream("/" + entry);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      type.transferTo(out);
      out.closeEntry();
    }
  }

  /** Lets them ask a model from now on. */
  static void ask(Function<Object[], Object> model) {
    call(model);
  }

  /** Lets them do as they did without the agent. */
  static void askNobody() {
    call(null);
  }

  /**
   * Classes of the JDK know one copy of {@link ModelCalls}; those of the class path know the same,
   * or that of their own class loader.
   */
  private static synchronized void call(Function<Object[], Object> model) {
    try {
      calls.getMethod("ask", Function.class).invoke(null, model);
      ModelCalls.ask(model);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JVM does not let the agent speak to its classes", e);
    }
  }

  /**
   * A hook that could not be made is a way past the model: no agent begins then, and one that runs
   * refuses everything from then on.
   */
  private static final class Failures extends AgentBuilder.Listener.Adapter {

    private final List<String> failures = new ArrayList<>();

    @Override
    public synchronized void onError(
        String type, ClassLoader loader, JavaModule module, boolean isLoaded, Throwable why) {
      failures.add(type + ": " + why);
      if (calls != null) {
        ask(question -> failure());
      }
    }

    private synchronized IllegalStateException failure() {
      return new IllegalStateException(
          "this JVM's classes can't be made to ask a model: " + String.join(", ", failures));
    }

    synchronized void check() {
      if (!failures.isEmpty()) {
        throw failure();
      }
    }
  }
}
