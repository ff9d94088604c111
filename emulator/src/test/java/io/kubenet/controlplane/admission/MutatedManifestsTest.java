package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.controlplane.reader.EndpointSliceReader;
import io.kubenet.controlplane.reader.NamespaceReader;
import io.kubenet.controlplane.reader.NetworkPolicyReader;
import io.kubenet.controlplane.reader.NodeReader;
import io.kubenet.controlplane.reader.ServiceReader;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
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

  private static final ApiServer SERVER =
      ApiServer.start(AdmissionConfig.of(Cidr.of("10.96.0.0/16"), Cidr.of("fd00:10:96::/112")));

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void giveAClusterOrOneLocatedError(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH; i++) {
      check(Mutation.of(Mutation.ORIGINAL, random));
    }
  }

  private static void check(String text) {
    try {
      read(SERVER.load(ManifestReader.read(new TextSource("shop.yaml", text)).objects()));
    } catch (ManifestException e) {
      assertThat(e).message().as(text).matches("shop\\.yaml:\\d+: \\S.*").doesNotContain("\n");
      assertThat(e.place().line()).as(text).isBetween(1, (int) text.lines().count() + 1);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("no clear error for\n" + text, e);
    }
  }

  private static void read(ApiServer server) {
    server.list("Namespace").forEach(NamespaceReader::read);
    server.list("Node").forEach(NodeReader::read);
    server.list("Service").forEach(ServiceReader::read);
    server.list("EndpointSlice").forEach(EndpointSliceReader::read);
    server.list("NetworkPolicy").forEach(NetworkPolicyReader::read);
  }
}
