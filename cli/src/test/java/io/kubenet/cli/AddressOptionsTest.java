package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of a cluster's addresses, as options and manifests tell of them. */
class AddressOptionsTest {

  private static final String SERVICE =
      """
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: %s, ports: [{port: 80}]}}
      """;

  @TempDir private Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("cluster.yaml"), text).toString();
  }

  @Test
  void serviceOfAnotherDistributionIsTakenWithItsAddress() throws IOException {
    CommandRun run =
        CommandRun.of("rules", "-f", file(SERVICE.formatted("172.20.0.10")), "--node", "node1");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("-d 172.20.0.10/32");
  }

  @Test
  void statedServiceCidrIsTheApiServers() throws IOException {
    String manifest = file(SERVICE.formatted("172.20.0.10"));

    CommandRun run = CommandRun.of("diagnose", "-f", manifest, "--service-cidr", "10.43.0.0/16");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            manifest
                + ":1: spec.clusterIP '172.20.0.10' is not in the Service CIDR of the cluster,"
                + " 10.43.0.0/16\n");
  }

  @Test
  void podsHaveAddressesOfTheStatedBlocks() throws IOException {
    String manifest =
        file(
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, image:"
                + " i}]}}");

    CommandRun run =
        CommandRun.of(
            "rules", "-f", manifest, "--node", "node1", "--pod-cidr", "10.42.0.0/16,fd00:42::/56");

    assertThat(run.out()).contains("-A POSTROUTING -s 10.42.0.0/16 ! -d 10.42.0.0/16");
  }

  @Test
  void blockThatIsNoneIsRefused() throws IOException {
    CommandRun run =
        CommandRun.of(
            "diagnose", "-f", file(SERVICE.formatted("10.43.0.10")), "--pod-cidr", "10.42.0.0");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'10.42.0.0' is no CIDR");
  }
}
