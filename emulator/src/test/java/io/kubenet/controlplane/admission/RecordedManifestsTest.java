package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.net.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every manifest that recordings were made of is admitted, as the real API server did. */
class RecordedManifestsTest {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("kubenet.recordings", "src/test/resources/recordings"));

  private static final ApiServer SERVER =
      ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/12"), Cidr.of("fd00:10:96::/112")));

  static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("manifest.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void isAdmitted(Path file) {
    Manifest manifest = ManifestReader.read(List.of(file));

    ApiServer server =
        isWhatAServerHeld(file)
            ? SERVER.restore(manifest.objects())
            : SERVER.load(manifest.objects());

    assertThat(server.list().map(ObjectKey::of))
        .containsAll(manifest.objects().stream().map(ObjectKey::of).toList());
  }

  /** Those of the DNS were put into the store: the real API server was not asked for them. */
  private static boolean isWhatAServerHeld(Path file) {
    return file.startsWith(RECORDINGS.resolve("dns"));
  }
}
