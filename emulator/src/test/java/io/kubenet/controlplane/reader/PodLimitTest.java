package io.kubenet.controlplane.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.TextSource;
import org.junit.jupiter.api.Test;

class PodLimitTest {

  private static final long MEGABYTE = 1 << 20;

  private final PodLimit limit = new PodLimit(2048 * MEGABYTE);

  @Test
  void tellsHowManyPodsFitInsteadOfRunningOutOfMemory() {
    LocatedTree replicas = replicas(2_000_000);

    assertThatThrownBy(() -> limit.checked(replicas, 1))
        .isInstanceOf(ManifestException.class)
        .hasMessage(
            "shop.yaml:3: spec.replicas 2000000 Pods do not fit: a heap of 2048 MB takes 524288;"
                + " see java -Xmx");
  }

  @Test
  void takesWhatFits() {
    assertThat(limit.checked(replicas(524_288), 1)).isEqualTo(524_288);
  }

  private static LocatedTree replicas(int number) {
    String text =
        """
        kind: Deployment
        spec:
          replicas: %d
        """
            .formatted(number);
    return new TextSource("shop.yaml", text).documents().get(0).get("spec").get("replicas");
  }
}
