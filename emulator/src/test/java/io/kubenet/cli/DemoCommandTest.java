package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @Test
  void showsRulesBalanceTraceAndWhoIsStopped() {
    CommandRun run = CommandRun.of("demo");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "$ kubenet rules -f shop.yaml --node node1 | grep -e '-A KUBE-SVC-RUKNB3TURLFC6SGL'")
        .contains("--probability 0.33333333349 -j KUBE-SEP-")
        .contains("715827883/2147483648")
        .contains("translated  nat KUBE-SEP-")
        .contains("TIMED_OUT")
        .contains("NetworkPolicy shop/redis-for-api");
  }

  @Test
  void everyCommandThatItShowsCanBeTypedOnItsManifest(@TempDir Path folder) throws IOException {
    Path shop = folder.resolve("shop.yaml");
    Files.writeString(shop, CommandRun.of("demo", "--manifest").out());
    String demo = CommandRun.of("demo").out();

    assertThat(demo.lines().filter(line -> line.startsWith("$ kubenet ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(typed(line, shop).status()).isZero());
  }

  private static CommandRun typed(String line, Path shop) {
    String command = line.substring("$ kubenet ".length()).replaceFirst(" \\|.*", "");
    return CommandRun.of(command.replace("shop.yaml", shop.toString()).split(" "));
  }
}
