package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {

  @TempDir private Path folder;

  @Test
  void explanationStandsUnderEachRuleWithItsPlace() throws IOException {
    String shop = new ShopFiles(folder).shop();

    CommandRun run =
        CommandRun.of(
            "trace", "--explain", "-f", shop, "--from", "pod/shop/client", "--to", "redis:6379");

    assertThat(run.out())
        .contains("/* shop/redis cluster IP */\n                = the destination is the Service's")
        .contains("(Service shop/redis at " + shop + ":")
        .contains("= NetworkPolicy shop/redis-for-api at " + shop + ":");
  }

  @Test
  void lossOfTheClientsAddressIsTold() throws IOException {
    String shop = new ShopFiles(folder).shop();

    CommandRun run =
        CommandRun.of(
            "trace",
            "--explain",
            "-f",
            shop,
            "--from",
            "pod/shop/client",
            "--to",
            "192.168.0.11:30080");

    assertThat(run.out())
        .contains("which sees 192.168.0.12, not the client's own address 10.244.2.3")
        .contains("the client's address is lost here: 10.244.2.3 becomes 192.168.0.12");
  }

  @Test
  void jsonIsExplainedToo() throws IOException {
    String shop = new ShopFiles(folder).shop();

    CommandRun run =
        CommandRun.of(
            "trace",
            "--explain",
            "-o",
            "json",
            "-f",
            shop,
            "--from",
            "pod/shop/client",
            "--to",
            "redis:6379");

    assertThat(run.out())
        .contains(
            "{\"step\":\"matched\",\"text\":\"nat KUBE-SERVICES #2  /* shop/redis cluster IP"
                + " */\",\"explanation\":\"the destination is the Service's cluster"
                + " IP\",\"object\":\"Service shop/redis\",\"place\":\""
                + shop
                + ":69\"}");
  }
}
