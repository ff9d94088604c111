package io.kubenet.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What users can name, which later versions have to keep. A change of it is told by writing {@code
 * exported-api.txt} again, with {@code -Dkubenet.api=accept}.
 */
class ExportedApiTest {

  private static final Path BASELINE = Path.of("src/test/resources/exported-api.txt");

  /** The modules that make up the emulator itself. */
  private static final Set<String> EMULATOR = Set.of("cli", "emulator", "html");

  /** What is read off texts and not handed out, but every user of the values needs. */
  private static final Set<String> HELPFUL =
      Set.of("io.kubenet.time.Durations", "io.kubenet.trace.TraceText");

  @Test
  void everyPublishedJarIsAModule() throws IOException {
    List<String> published =
        Pattern.compile("<artifactId>kubenet-(?!bom)([\\w-]+)</artifactId>")
            .matcher(Files.readString(Path.of("../bom/pom.xml")))
            .results()
            .map(result -> result.group(1))
            .sorted()
            .toList();

    assertThat(ExportedApi.all().stream().map(ExportedApi::module)).containsAll(published);
  }

  @Test
  void theEmulatorExportsFewTypes() throws IOException {
    List<Class<?>> types =
        ExportedApi.all().stream()
            .filter(api -> EMULATOR.contains(api.module()))
            .flatMap(api -> api.types().stream())
            .collect(Collectors.toList());

    assertThat(types).hasSizeLessThanOrEqualTo(80);
  }

  @Test
  void everyExportedTypeIsPartOfTheFacadeOrHandedOutByIt() throws IOException {
    List<Class<?>> all =
        ExportedApi.all().stream()
            .flatMap(api -> api.types().stream())
            .collect(Collectors.toList());
    List<Class<?>> facade =
        all.stream()
            .filter(type -> type.getPackageName().matches("io\\.kubenet(\\.(html|assertj))?"))
            .collect(Collectors.toList());

    Set<String> reached = ExportedApi.reachedFrom(facade);

    assertThat(
            all.stream()
                .filter(
                    type ->
                        !type.getPackageName()
                            .matches("io\\.kubenet\\.(junit|jqwik|(agent|client)(\\.junit)?)"))
                .map(Class::getName)
                .filter(name -> !reached.contains(name) && !HELPFUL.contains(name)))
        .isEmpty();
  }

  @Test
  void theExportedApiIsTheOneThatWasToldLast() throws IOException {
    String now =
        ExportedApi.all().stream()
            .sorted(Comparator.comparing(ExportedApi::module))
            .map(
                api ->
                    api.lines().collect(Collectors.joining("\n", "# " + api.module() + "\n", "\n")))
            .collect(Collectors.joining("\n"));
    if ("accept".equals(System.getProperty("kubenet.api"))) {
      Files.writeString(BASELINE, now);
    }

    assertThat(now.lines()).containsExactlyElementsOf(Files.readAllLines(BASELINE));
  }
}
