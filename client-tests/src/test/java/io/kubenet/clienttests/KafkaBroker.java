package io.kubenet.clienttests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real broker of Kafka, in a JVM of its own, since that of the test runs as a pod: it tells its
 * clients that it is {@code kafka.shop:9092}.
 */
final class KafkaBroker {

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@127.0.0.1:%2$d
      listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
      advertised.listeners=PLAINTEXT://kafka.shop:9092
      controller.listener.names=CONTROLLER
      inter.broker.listener.name=PLAINTEXT
      log.dirs=%3$s
      num.partitions=1
      offsets.topic.num.partitions=1
      offsets.topic.replication.factor=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      group.initial.rebalance.delay.ms=0
      """;

  private final Path folder;
  private final int port;
  private final Process process;

  private KafkaBroker(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static KafkaBroker start() throws Exception {
    Path folder = Files.createTempDirectory("kafka");
    Path settings = folder.resolve("server.properties");
    int port = freePort();
    Files.writeString(settings, SETTINGS.formatted(port, freePort(), folder.resolve("log")));
    java(
            folder,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "a2ViZW5ldC1pcy1hLXRlcw",
            "-c",
            settings.toString())
        .waitFor();
    KafkaBroker broker =
        new KafkaBroker(folder, port, java(folder, "kafka.Kafka", settings.toString()));
    broker.awaitListener();
    return broker;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Process java(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output.txt").toFile())
        .start();
  }

  /** It listens as soon as it can be asked; each attempt before that is refused at once. */
  private void awaitListener() throws Exception {
    while (!isListening()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the broker ended: " + Files.readString(folder.resolve("output.txt")));
      }
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  int port() {
    return port;
  }

  public void close() throws Exception {
    process.destroyForcibly().waitFor();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
