package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on the page of the facade's package is compiled here, and run. */
class PackagePageTest {

  private static final String SHOP =
      """
      {kind: Service, apiVersion: v1, metadata: {name: api, namespace: shop},
       spec: {selector: {app: api}, ports: [{port: 80}]}}
      ---
      {kind: Pod, apiVersion: v1, metadata: {name: api-1, namespace: shop, labels: {app: api}},
       spec: {nodeName: node1, containers: [{name: api, image: api}]}}
      ---
      {kind: Pod, apiVersion: v1, metadata: {name: client, namespace: shop},
       spec: {nodeName: node2, containers: [{name: client, image: client}]}}
      """;

  @TempDir private Path folder;

  @Test
  void exampleHolds() throws IOException {
    Files.writeString(folder.resolve("shop.yaml"), SHOP);

    Cluster cluster = KubeNet.load(ClusterConfig.iptables(), folder.resolve("shop.yaml"));

    Connection connection = cluster.pod("shop/client").connectTo("api.shop", 80);

    assertThat(connection.isEstablished()).isTrue();
    assertThat(connection.endpoint()).contains("shop/api-1");
    assertThat(connection.clientIp()).hasToString("Optional[10.244.2.2]");
    assertThat(connection.request()).isPresent();
  }

  @Test
  void exampleOnThePageIsThisOne() throws IOException {
    String here = Files.readString(Path.of("src/test/java/io/kubenet/PackagePageTest.java"));
    List<String> page =
        Splitter.on('\n')
            .trimResults()
            .splitToList(
                Files.readString(Path.of("src/main/java/io/kubenet/package-info.java"))
                    .replace("Path.of(\"shop.yaml\")", "folder.resolve(\"shop.yaml\")"));

    int start = page.indexOf("* <pre>{@code");
    int end = page.indexOf("* }</pre>");

    assertThat(page.subList(start + 1, end).stream().map(line -> line.replaceFirst("^\\* ?", "")))
        .filteredOn(line -> !line.isEmpty())
        .allSatisfy(line -> assertThat(here).contains(line.replaceFirst(";.*", "")));
  }
}
