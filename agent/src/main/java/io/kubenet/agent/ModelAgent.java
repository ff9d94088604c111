package io.kubenet.agent;

import io.kubenet.client.ClientNetwork;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets all client code of this JVM run on one host of a model, unchanged: code that takes neither a
 * socket factory nor a proxy, such as Kafka's clients or a {@code SocketChannel} of one's own.
 *
 * <pre>{@code
 * try (ModelAgent agent = ModelAgent.runAs(network)) {
 *   producer = new KafkaProducer<>(properties); // bootstrap.servers=kafka.shop:9092
 * }
 * }</pre>
 *
 * <p>It changes classes of the JDK while they run: names are looked up by the model's DNS, and
 * sockets and channels connect in the model. There is one such host a JVM at a time. It fails
 * closed: what it can't carry is refused, and never reaches the machine's own network. These are
 * datagrams, the loopback interface (unless {@link #lettingLoopbackThrough} allows it), and native
 * transports of Netty, which say that they are not available.
 *
 * <p>The JVM warns of an agent that is loaded while it runs, since version 21, unless it was
 * started with {@code -XX:+EnableDynamicAgentLoading}.
 */
public final class ModelAgent implements AutoCloseable {

  private static final AtomicReference<Optional<ModelAgent>> RUNNING =
      new AtomicReference<>(Optional.empty());

  private final ClientNetwork network;
  private volatile boolean letsLoopbackThrough;

  private ModelAgent(ClientNetwork network) {
    this.network = network;
  }

  /**
   * Lets all client code of this JVM run on the host of a network, until this agent is closed.
   *
   * @throws IllegalStateException if it runs on another already, or the JVM takes no agent
   */
  public static ModelAgent runAs(ClientNetwork network) {
    ModelAgent agent = new ModelAgent(network);
    if (!RUNNING.compareAndSet(Optional.empty(), Optional.of(agent))) {
      throw new IllegalStateException(
          "this JVM runs as another host already, and can't run as "
              + network.host()
              + "; expected one at a time");
    }
    try {
      JdkHooks.install();
      JdkHooks.ask(new ModelAnswers(network, () -> agent.letsLoopbackThrough));
    } catch (RuntimeException | Error e) {
      RUNNING.set(Optional.empty());
      throw e;
    }
    return agent;
  }

  /**
   * Leaves connections to the loopback interface of this machine alone, for servers inside of this
   * JVM that the test itself, and not its client, connects to.
   *
   * @return this agent
   */
  public ModelAgent lettingLoopbackThrough() {
    letsLoopbackThrough = true;
    return this;
  }

  /** The network that the code of this JVM sees. */
  public ClientNetwork network() {
    return network;
  }

  /** Gives the JVM its own network back; connections that are open go on. */
  @Override
  public void close() {
    if (RUNNING.get().filter(this::equals).isPresent()) {
      JdkHooks.askNobody();
      RUNNING.set(Optional.empty());
    }
  }

  /** {@code agent of pod shop/client}. */
  @Override
  public String toString() {
    return "agent of " + network.host();
  }
}
