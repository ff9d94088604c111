package io.kubenet.manifest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextLimitTest {

  private static final long MEGABYTE = 1 << 20;

  private final TextLimit limit = new TextLimit(2048 * MEGABYTE);

  @Test
  void tellsHowMuchFitsInsteadOfRunningOutOfMemory() {
    assertThatThrownBy(() -> limit.check("endpoints.yaml", 160 * MEGABYTE))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining(
            "160 MB of manifests do not fit: a heap of 2048 MB takes the objects of 64 MB;"
                + " see java -Xmx")
        .hasMessageContaining("endpoints.yaml:1");
  }

  @Test
  void takesWhatFits() {
    assertThatCode(() -> limit.check("endpoints.yaml", 64 * MEGABYTE)).doesNotThrowAnyException();
  }
}
