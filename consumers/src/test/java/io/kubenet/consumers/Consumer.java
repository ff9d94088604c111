package io.kubenet.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's project.
 *
 * @param source its one source file
 * @param jdk what it is compiled and run with
 * @param classPath its libraries
 * @param folder where it is built
 */
record Consumer(String source, Jdk jdk, String classPath, Path folder) {

  private static final String VERSIONED_BY_THE_USER =
      ".*/(junit|opentest4j|apiguardian)[^/]*\\.jar|.*[/-]jqwik[/-].*";
  private static final String JQWIK = ".*[/-]jqwik[/-].*";

  /** A user of this library and one version of JUnit. */
  static Consumer withJunit(String source, Jdk jdk, String junit, Path folder) {
    String classPath =
        Stream.concat(
                ownClassPath().filter(entry -> !entry.matches(VERSIONED_BY_THE_USER)),
                Stream.of("target/junit/junit-" + junit + ".jar"))
            .filter(entry -> !entry.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    return new Consumer(source, jdk, classPath, folder);
  }

  /** The same user, with jqwik. */
  Consumer withJqwik() {
    String more =
        Stream.concat(Stream.of(classPath), ownClassPath().filter(entry -> entry.matches(JQWIK)))
            .collect(Collectors.joining(File.pathSeparator));
    return new Consumer(source, jdk, more, folder);
  }

  private static Stream<String> ownClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)));
  }

  /** Compiles it, with every warning an error. */
  void compile() throws IOException, InterruptedException {
    Jdk.Said compiler =
        jdk.run(
            "javac",
            Stream.of(
                "-J-XX:TieredStopAtLevel=1",
                "-Xlint:all,-processing",
                "-Werror",
                "-proc:none",
                "-parameters",
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                "src/test/consumers/" + source));
    assertThat(compiler.output()).as("javac of " + jdk).isEmpty();
    assertThat(compiler.status()).isZero();
  }

  /** Runs its tests, from its class files alone. */
  Jdk.Said run() throws IOException, InterruptedException {
    return jdk.run(
        "java",
        Stream.of(
            "-XX:TieredStopAtLevel=1",
            "-Djqwik.database=",
            "-cp",
            folder + File.pathSeparator + classPath,
            "org.junit.platform.console.ConsoleLauncher",
            "execute",
            "--disable-banner",
            "--disable-ansi-colors",
            "--config=junit.platform.reporting.output.dir=" + folder,
            "--scan-class-path=" + folder));
  }
}
