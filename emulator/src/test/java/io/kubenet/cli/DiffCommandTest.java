package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  @TempDir private Path folder;
  private ShopFiles files;

  @BeforeEach
  void writeShop() {
    files = new ShopFiles(folder);
  }

  @Test
  void connectionsThatAreMadeAndLostAreTold() throws IOException {
    CommandRun run =
        CommandRun.of("diff", "--before", files.shop(), "--after", files.shopWithOtherPolicy());

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            """
            + shop/client -> shop/redis:6379
                before  TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy \
            shop/redis-for-api has ingress[0] for pods app=api of its namespace
                after   ESTABLISHED
            """)
        .contains("- shop/api-0 -> shop/redis:6379\n    before  ESTABLISHED\n")
        .endsWith("8 connections change: 2 made, 6 lost, 0 otherwise\n");
  }

  @Test
  void changeOfModeAloneChangesNothingInTheShop() throws IOException {
    CommandRun run = CommandRun.of("diff", "-f", files.shop(), "--after-mode", "nftables");

    assertThat(run.out()).isEqualTo("no connection changes\n");
  }

  @Test
  void objectThatIsGoneTakesItsConnectionsAlong() throws IOException {
    String empty =
        files.write("empty.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}");

    CommandRun run =
        CommandRun.of("diff", "-o", "json", "--before", files.shop(), "--after", empty);

    assertThat(run.out())
        .contains(
            "{\"from\":\"pod/shop/client\",\"to\":\"shop/api:80\",\"before\":{\"verdict\":"
                + "\"ESTABLISHED\",\"leftToChance\":false,\"because\":[]},\"after\":null}");
  }
}
