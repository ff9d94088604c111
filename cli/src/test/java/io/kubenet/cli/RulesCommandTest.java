package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.ruleset.nftables.NftablesRuleset;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

  @TempDir private Path folder;

  private String rules(String mode) throws IOException {
    String shop = new ShopFiles(folder).shop();
    CommandRun run = CommandRun.of("rules", "-f", shop, "--node", "node1", "--mode", mode);
    assertThat(run.status()).isZero();
    return run.out();
  }

  @Test
  void iptablesRulesAreThoseOfIptablesSave() throws IOException {
    assertThat(rules("iptables")).startsWith("*mangle\n").endsWith("COMMIT\n");
  }

  @Test
  void nftablesRulesTakeThePlaceOfATableThatIsThere() throws IOException {
    String script = rules("nftables");

    assertThat(script)
        .startsWith(
            """
            table ip kube-proxy
            delete table ip kube-proxy
            table ip kube-proxy {
            """);
    assertThat(NftablesRuleset.parse(script + script)).isEqualTo(NftablesRuleset.parse(script));
  }
}
