package io.kubenet.netfilter;

import static io.kubenet.netfilter.NftablesNode.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ForgettingTest {

  private static final Packet WEB =
      Packet.first(Protocol.TCP, IpPort.of("10.244.1.5:40000"), IpPort.of("192.168.0.250:80"));

  private static String filter(String rules) {
    return "*filter\n:FORWARD ACCEPT\n:LIST -\n" + rules + "COMMIT\n";
  }

  @Nested
  class Iptables {

    private static final String SET = "-A FORWARD -m recent --set --name LIST\n";
    private static final String CHECK = "-A FORWARD -m recent --rcheck --name LIST -j DROP\n";

    @Test
    void listLivesAsLongAsOneRuleNamesIt() {
      TestNode node = TestNode.ofRules(filter(SET));
      node.lets(WEB);

      node.load(filter(CHECK));

      assertThat(node.lets(WEB)).isFalse();
    }

    @Test
    void listIsForgottenWhenNoRuleNamesItAnyMore() {
      TestNode node = TestNode.ofRules(filter(SET));
      node.lets(WEB);

      node.load(filter(""));
      node.load(filter(CHECK));

      assertThat(node.lets(WEB)).isTrue();
    }

    @Test
    void bucketStaysWithItsRuleAlone() {
      String limit = "-A FORWARD -m limit --limit 1/hour --limit-burst 1 -j ACCEPT\n";
      String drop = "-A FORWARD -j DROP\n";
      TestNode node = TestNode.ofRules(filter(limit + drop));
      node.lets(WEB);

      node.load(filter(limit + drop + drop));

      assertThat(node.lets(WEB)).isFalse();
      node.load(filter(drop));
      node.load(filter(limit + drop));
      assertThat(node.lets(WEB)).isTrue();
    }
  }

  @Nested
  class Nftables {

    private static String table(String sets, String rule) {
      return "table ip t {\n"
          + sets
          + "\n chain c {\n  type filter hook prerouting priority 0; policy accept;\n  "
          + rule
          + "\n }\n}\n";
    }

    private static final String SEEN = "set seen { type ipv4_addr; flags dynamic; }";

    private boolean lets(NftablesNode node) {
      return node.pass(Hook.PREROUTING, tcp("10.244.1.5:40000", "10.96.0.10:80")).isAccepted();
    }

    @Test
    void setKeepsItsElementsUntilItGoes() {
      NftablesNode node = NftablesNode.with(table(SEEN, "add @seen { ip saddr }"));
      lets(node);

      node.load(table(SEEN, "ip saddr @seen drop"));
      assertThat(lets(node)).isFalse();

      node.load(table("", "accept"));
      node.load(table(SEEN, "ip saddr @seen drop"));
      assertThat(lets(node)).isTrue();
    }
  }
}
