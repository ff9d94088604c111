package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThatRules;
import static io.kubenet.assertj.Shop.messageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class RulesAssertTest {

  private static final String CHAIN = "KUBE-SEP-OH32CSLRJ5EV5GVA";

  private final String rules = Shop.open().rules("node-a");

  @Test
  void whatIsSoPasses() {
    assertThatRules(rules)
        .hasChain("nat KUBE-SERVICES")
        .doesNotHaveChain("KUBE-XLB-RUKNB3TURLFC6SGL")
        .chainContainsExactly(
            CHAIN,
            """
            -s 10.244.2.2/32 -m comment --comment "shop/api:http" -j KUBE-MARK-MASQ
            -A KUBE-SEP-OH32CSLRJ5EV5GVA -p tcp -m comment --comment "shop/api:http" \
            -m tcp -j DNAT --to-destination 10.244.2.2:8080
            """)
        .chainContains(
            CHAIN, "-s 10.244.2.2/32 -m comment --comment \"shop/api:http\" -j KUBE-MARK-MASQ");
  }

  @Test
  void rulesOfNftAreReadToo() {
    ClusterConfig config = ClusterConfig.nftables().withNodes("node-a", "node-b");
    String nft = KubeNet.load(config, Path.of("src/test/resources/shop.yaml")).rules("node-a");

    assertThatRules(nft)
        .hasChain("ip kube-proxy service-WEZGB4Y6-shop/api/tcp/http")
        .chainContainsExactly("nat-prerouting", "jump services");
  }

  @Test
  void expectedAndActualRulesAreTold() {
    assertThatThrownBy(() -> assertThatRules(rules).chainContainsExactly(CHAIN, "-j ACCEPT"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(
            """

            Expected rules of chain KUBE-SEP-OH32CSLRJ5EV5GVA
            to be exactly
              -j ACCEPT
            but they are
              -s 10.244.2.2/32 -m comment --comment "shop/api:http" -j KUBE-MARK-MASQ
              -p tcp -m comment --comment "shop/api:http" -m tcp -j DNAT \
            --to-destination 10.244.2.2:8080\
            """);
    assertThat(messageOf(() -> assertThatRules(rules).chainContains(CHAIN, "-j ACCEPT")))
        .contains("to have\n  -j ACCEPT\nbut they are\n");
  }

  @Test
  void missingAndSurplusChainsAreTold() {
    assertThat(messageOf(() -> assertThatRules(rules).hasChain("KUBE-XLB-1")))
        .contains("to have chain KUBE-XLB-1\nbut they are:\n*mangle\n");
    assertThat(messageOf(() -> assertThatRules(rules).doesNotHaveChain(CHAIN)))
        .contains("not to have chain KUBE-SEP-OH32CSLRJ5EV5GVA");
  }

  @Test
  void chainThatIsNotClearIsAnError() {
    assertThatThrownBy(() -> assertThatRules(rules).chainContains("KUBE-SERVICES", "-j ACCEPT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'KUBE-SERVICES' may be filter KUBE-SERVICES or nat KUBE-SERVICES");
    assertThatThrownBy(() -> assertThatRules(rules).chainContains("KUBE-X", "-j ACCEPT"))
        .hasMessageStartingWith("no chain 'KUBE-X'; there are: mangle ");
  }
}
