package io.kubenet.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' projects compile without a warning and run, whatever their JUnit and Java. */
class ConsumersTest {

  private static final String VERSIONED_BY_THE_USER =
      ".*/(junit|jqwik|opentest4j|apiguardian)[^/]*\\.jar";

  @TempDir private Path classes;

  @ParameterizedTest
  @ValueSource(strings = {"5.10", "5.14", "6.1"})
  void userWithoutJqwik(String junit) throws IOException, InterruptedException {
    assertRuns(Jdk.running(), "plain/PlainTest.java", classPath(junit), 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.10", "5.14", "6.1"})
  void userWithJqwik(String junit) throws IOException, InterruptedException {
    assertRuns(Jdk.running(), "both/BothTest.java", withJqwik(classPath(junit)), 2);
  }

  @ParameterizedTest
  @CsvSource({"plain/PlainTest.java, 4", "both/BothTest.java, 2"})
  void userOfTheNewestJava(String source, int tests) throws IOException, InterruptedException {
    Optional<Jdk> newest = Jdk.newest();
    assumeTrue(newest.isPresent(), "no JDK on this machine is newer than the running one");

    assertRuns(newest.get(), source, withJqwik(classPath("6.1")), tests);
  }

  private void assertRuns(Jdk jdk, String source, String classPath, int tests)
      throws IOException, InterruptedException {
    Jdk.Said compiler =
        jdk.run(
            "javac",
            Stream.of(
                "-Xlint:all,-processing",
                "-Werror",
                "-proc:none",
                "-parameters",
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                "src/test/consumers/" + source));
    assertThat(compiler.output()).as("javac of " + jdk).isEmpty();
    assertThat(compiler.status()).isZero();

    Jdk.Said launcher =
        jdk.run(
            "java",
            Stream.of(
                "-Djqwik.database=",
                "-cp",
                classes + File.pathSeparator + classPath,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--scan-class-path=" + classes));
    assertThat(launcher.output()).containsPattern("\\[ +" + tests + " tests successful +]");
    assertThat(launcher.status()).isZero();
  }

  /** The libraries that this project brings along, and one version of JUnit. */
  private static String classPath(String junit) {
    return Stream.concat(
            ownClassPath().filter(entry -> !entry.matches(VERSIONED_BY_THE_USER)),
            Stream.of("target/junit/junit-" + junit + ".jar"))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String withJqwik(String classPath) {
    return Stream.concat(
            Stream.of(classPath),
            ownClassPath().filter(entry -> entry.matches(".*/jqwik[^/]*\\.jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> ownClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)));
  }
}
