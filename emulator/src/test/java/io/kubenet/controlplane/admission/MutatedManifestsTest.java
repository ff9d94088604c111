package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Manifests with random damage give a cluster, or one clear error that names its place. How many
 * are tried can be given by {@code -Dkubenet.mutations=NUMBER}.
 */
class MutatedManifestsTest {

  private static final int TRIES = 100;
  private static final int EACH = Integer.getInteger("kubenet.mutations", 20_000) / TRIES;

  private static final ControlPlaneConfig CONFIG =
      ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6);

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void giveAClusterOrOneLocatedError(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH; i++) {
      check(Mutation.of(Mutation.ORIGINAL, random));
    }
  }

  private static void check(String text) {
    try {
      ControlPlane.load(ManifestReader.read(new TextSource("shop.yaml", text)), CONFIG).diagnose();
    } catch (ManifestException e) {
      assertThat(e).message().as(text).matches("shop\\.yaml:\\d+: \\S.*").doesNotContain("\n");
      assertThat(e.place().line()).as(text).isBetween(1, (int) text.lines().count() + 1);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("no clear error for\n" + text, e);
    }
  }
}
