package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the API server against what the real one said, case by case. Another folder of recordings
 * can be given by {@code -Dkubenet.recordings.control=FOLDER}.
 */
class RecordedAdmissionTest {

  private static final Path FOLDER =
      Path.of(
          System.getProperty(
              "kubenet.recordings.control", "src/test/resources/recordings/control"));

  private static final AtomicInteger AGREED = new AtomicInteger();
  private static final AtomicInteger ASKED = new AtomicInteger();

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("admission"))) {
      return List.copyOf(new TreeSet<>(files.filter(f -> f.toString().endsWith(".yaml")).toList()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheRealServer(Path file) {
    ASKED.incrementAndGet();

    List<String> differences = new RecordedCase(file).differences();

    assertThat(differences).as(file.getFileName().toString()).isEmpty();
    AGREED.incrementAndGet();
  }

  @AfterAll
  static void sayHowManyAgree() {
    System.out.println("admission: " + AGREED + " of " + ASKED + " cases agree");
  }
}
