package io.kubenet.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users' projects compile without a warning and run, whatever their JUnit and Java: the Java that
 * this project is built with, and the newest of the machine.
 */
class ConsumersTest {

  private static final List<String> JUNITS = List.of("5.10", "5.13", "5.14", "6.1");
  private static final List<String> JUNITS_WITH_CLASS_TEMPLATES = List.of("5.13", "5.14", "6.1");

  @TempDir private Path folder;

  static Stream<Arguments> versions() {
    return onEachJdk(JUNITS);
  }

  static Stream<Arguments> versionsWithClassTemplates() {
    return onEachJdk(JUNITS_WITH_CLASS_TEMPLATES);
  }

  private static Stream<Arguments> onEachJdk(List<String> junits) {
    return Stream.concat(Stream.of(Jdk.running()), Jdk.newest().stream())
        .flatMap(jdk -> junits.stream().map(junit -> Arguments.of(junit, jdk)));
  }

  @ParameterizedTest(name = "JUnit {0} on {1}")
  @MethodSource("versions")
  void userWithoutJqwik(String junit, Jdk jdk) throws IOException, InterruptedException {
    assertRuns(Consumer.withJunit("plain/PlainTest.java", jdk, junit, folder), 5);
  }

  @ParameterizedTest(name = "JUnit {0} on {1}")
  @MethodSource("versions")
  void userWithJqwik(String junit, Jdk jdk) throws IOException, InterruptedException {
    assertRuns(Consumer.withJunit("both/BothTest.java", jdk, junit, folder).withJqwik(), 2);
  }

  @ParameterizedTest(name = "JUnit {0} on {1}")
  @MethodSource("versionsWithClassTemplates")
  void userOfEachModeInTurn(String junit, Jdk jdk) throws IOException, InterruptedException {
    assertRuns(Consumer.withJunit("modes/ModesTest.java", jdk, junit, folder), 6);
  }

  @ParameterizedTest(name = "JUnit {0} leaves {1}")
  @MethodSource("pages")
  void failingTestLeavesPagesWhereJunitTakesThem(String junit, List<String> pages)
      throws IOException, InterruptedException {
    Consumer consumer =
        Consumer.withJunit("failing/FailingTest.java", Jdk.running(), junit, folder);
    consumer.compile();

    Jdk.Said launcher = consumer.run();

    assertThat(launcher.status()).isEqualTo(1);
    assertThat(launcher.output())
        .contains("Suppressed: io.kubenet.junit.ClusterDiagnostics: the test's cluster: iptables");
    assertThat(pagesBelow(folder)).isEqualTo(pages);
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        Arguments.of("5.10", List.of()),
        Arguments.of("5.13", List.of("cluster/connection-1.html")),
        Arguments.of("5.14", List.of("connection-1.html")),
        Arguments.of("6.1", List.of("connection-1.html")));
  }

  private static List<String> pagesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .map(file -> file.toString().replaceFirst(".*?((cluster/)?connection-.*)", "$1"))
          .toList();
    }
  }

  private static void assertRuns(Consumer consumer, int tests)
      throws IOException, InterruptedException {
    consumer.compile();

    Jdk.Said launcher = consumer.run();

    assertThat(launcher.output())
        .containsPattern("\\[ +" + tests + " tests successful +]")
        .as("dnsjava asks for a logger, but not for what users do")
        .doesNotContain("SLF4J");
    assertThat(launcher.status()).isZero();
  }
}
