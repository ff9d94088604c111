package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.finding.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsPageTest {

  @Test
  void everyKindHasASection() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path page =
        Stream.of(here, here.getParent())
            .map(folder -> folder.resolve("docs/findings.md"))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();

    assertThat(Files.readString(page).lines().filter(line -> line.startsWith("## ")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingKind.values()).map(kind -> "## " + kind.id()).toList());
  }
}
