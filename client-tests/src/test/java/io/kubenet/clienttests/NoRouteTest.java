package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of clients once more in a network namespace that has a loopback interface and no
 * route: they pass there, so no packet of theirs leaves for any other place. The JVM is of the
 * newest JDK that is installed, or that {@code -Dkubenet.newest-jdk=HOME} names: Debian's newer
 * suites have {@code openjdk-25-jre-headless}.
 */
class NoRouteTest {

  @Test
  void clientsNeedNothingButTheLoopbackInterface() throws Exception {
    assumeTrue(isRoot(), "network namespaces need Linux, root, unshare and ip");
    Process tests =
        new ProcessBuilder(
                "unshare",
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec \"$0\" -XX:+EnableDynamicAgentLoading"
                    + " -Dio.netty.transport.noNative=true -cp \"$1\" \"$2\"",
                newestJava().toString(),
                System.getProperty("java.class.path"),
                TestRun.class.getName())
            .redirectErrorStream(true)
            .start();

    String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(tests.waitFor()).as(output).isZero();
    assertThat(output).matches("(?s).*[1-9][0-9]* tests passed, 0 failed\\R");
  }

  private static Path newestJava() {
    Optional<Path> named =
        Optional.ofNullable(System.getProperty("kubenet.newest-jdk")).map(Path::of);
    Path home =
        named.or(NoRouteTest::newestInstalled).orElse(Path.of(System.getProperty("java.home")));
    return home.resolve("bin").resolve("java");
  }

  /** Where Debian has them, each with a file that says its version. */
  private static Optional<Path> newestInstalled() {
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      return homes
          .filter(home -> version(home) > Runtime.version().feature())
          .max(Comparator.comparingInt(NoRouteTest::version));
    } catch (IOException noneIsThere) {
      return Optional.empty();
    }
  }

  /** 25 of {@code JAVA_VERSION="25.0.3"}; 0 where it is no JDK. */
  private static int version(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceAll("\\D*(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException noJdk) {
      return 0;
    }
  }

  private static boolean isRoot() throws InterruptedException {
    try {
      return new ProcessBuilder("unshare", "--net", "ip", "link", "set", "lo", "up")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
