package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {

  @TempDir private Path folder;

  @Test
  void serviceThatSelectsNothingIsToldWithItsPlace() throws IOException {
    Path file = service();

    CommandRun run = CommandRun.of("diagnose", "-f", file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith(file + ":4: error: Service default/web spec.selector")
        .endsWith("1 found: errors 1, warnings 0\n");
  }

  @Test
  void jsonHasFileAndLineOfTheirOwn() throws IOException {
    CommandRun run = CommandRun.of("diagnose", "-o", "json", "-f", service().toString());

    assertThat(run.out()).contains("\"line\":4").contains("\"path\":\"spec.selector\"");
  }

  @Test
  void nothingIsFoundInTheShopOfTheDemo() throws IOException {
    String shop = CommandRun.of("demo", "--manifest").out();
    Path file = Files.writeString(folder.resolve("shop.yaml"), shop);

    assertThat(CommandRun.of("diagnose", "-f", file.toString()).out()).isEqualTo("nothing found\n");
  }

  private Path service() throws IOException {
    return Files.writeString(
        folder.resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """);
  }
}
