package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void walksThroughTheArticle() {
    CommandRun run = CommandRun.of("demo");

    assertThat(run.out())
        .contains(
            "-A KUBE-SERVICES -d 10.109.243.28/32 -p tcp -m comment --comment \"default/my-service"
                + " cluster IP\" -m tcp --dport 80 -j KUBE-SVC-FXIYY6OHUSNBITIX",
            "-A KUBE-SEP-2HAXXBFXAJV2VLOO -p tcp -m comment --comment \"default/my-service\" -m tcp"
                + " -j DNAT --to-destination 10.244.1.7:80",
            "-A KUBE-NODEPORTS -p tcp -m comment --comment \"default/my-service\" -m tcp --dport"
                + " 30080 -j KUBE-SVC-FXIYY6OHUSNBITIX",
            "zookeeper-0.zookeeper-headless.middleware.svc.cluster.local");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop.yaml", "article.yaml", "article-outside.yaml"})
  void everyCommandThatItShowsCanBeTypedOnItsManifest(String name, @TempDir Path folder)
      throws IOException {
    Path manifest = folder.resolve(name);
    Files.writeString(manifest, CommandRun.of("demo", "--manifest", name).out());
    String demo = CommandRun.of("demo").out();

    assertThat(demo.lines().filter(line -> line.matches("\\$ kubenet .* -f " + name + " .*")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(typed(line, manifest).status()).isZero());
  }

  @Test
  void manifestThatItHasNotIsRefused() {
    CommandRun run = CommandRun.of("demo", "--manifest", "bakery.yaml");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "no manifest 'bakery.yaml'; it has: shop.yaml, article.yaml, article-outside.yaml");
  }

  private static CommandRun typed(String line, Path manifest) {
    String command = line.substring("$ kubenet ".length()).replaceFirst(" \\|.*", "");
    return CommandRun.of(
        command.replace(manifest.getFileName().toString(), manifest.toString()).split(" "));
  }
}
