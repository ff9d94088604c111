package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.testing.Mutation;
import java.util.SplittableRandom;
import java.util.function.Consumer;
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

  /** One of so many goes through controllers and scheduler too. */
  private static final int WHOLE = 10;

  private static final ApiServer SERVER =
      ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/16"), Cidr.of("fd00:10:96::/112")));

  private static final ControlPlaneConfig CONFIG =
      ControlPlaneConfig.of(IpFamily.IPV4, IpFamily.IPV6);

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void giveAClusterOrOneLocatedError(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH; i++) {
      String text = Mutation.of(Mutation.ORIGINAL, random);
      check(
          text, i % WHOLE == 0 ? MutatedManifestsTest::startCluster : MutatedManifestsTest::admit);
    }
  }

  private static void startCluster(Manifest manifest) {
    ControlPlane.load(manifest, CONFIG).diagnose();
  }

  private static void admit(Manifest manifest) {
    SERVER.load(manifest.objects());
  }

  private static void check(String text, Consumer<Manifest> use) {
    try {
      use.accept(ManifestReader.read(new TextSource("shop.yaml", text)));
    } catch (ManifestException e) {
      assertThat(e).message().as(text).matches("shop\\.yaml:\\d+: \\S.*").doesNotContain("\n");
      assertThat(e.place().line()).as(text).isBetween(1, (int) text.lines().count() + 1);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("no clear error for\n" + text, e);
    }
  }
}
