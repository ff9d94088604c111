package io.kubenet.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home where it is
 * @param feature its number: 17
 */
record Jdk(Path home, int feature) {

  private static final Path WHERE_LINUX_HAS_THEM = Path.of("/usr/lib/jvm");

  /**
   * What a command said.
   *
   * @param status its exit status
   * @param output its outputs together
   */
  record Said(int status, String output) {}

  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The newest one that is newer than the running one. */
  static Optional<Jdk> newest() {
    if (!Files.isDirectory(WHERE_LINUX_HAS_THEM)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(WHERE_LINUX_HAS_THEM)) {
      return homes
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .map(home -> new Jdk(home, featureOf(home)))
          .filter(jdk -> jdk.feature() > running().feature())
          .max(Comparator.comparingInt(Jdk::feature));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int featureOf(Path home) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.split("\\D", 2)[0]);
  }

  /** Runs one of its tools. */
  Said run(String tool, Stream<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("kubenet-consumer", ".txt");
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin").resolve(tool).toString()), arguments)
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    Said said = new Said(process.waitFor(), Files.readString(output));
    Files.delete(output);
    return said;
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
