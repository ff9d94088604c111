package io.kubenet.ruleset.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NftablesRulesetTest {

  /** Rules as they may be written, and as nft 1.0.6 lists them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          ct state new~ct state new
          ct state == new~ct state == new
          ct state != new~ct state != new
          ct state {new,established} accept~ct state { new, established } accept
          ct state established|related accept~ct state established,related accept
          ct state vmap {new: accept, established : drop}~ct state vmap { new : accept, established : drop }
          mark and 0xf0 == 0x10~meta mark & 0x000000f0 == 0x00000010
          meta mark 0x10~meta mark 0x00000010
          mark set mark or 0x4000~meta mark set meta mark | 0x00004000
          mark set mark and 0xff xor 0x10~meta mark set meta mark & 0x000000ff ^ 0x00000010
          ct mark set mark~ct mark set meta mark
          tcp flags & (syn|ack) == syn~tcp flags & (syn | ack) == syn
          tcp flags syn / syn,ack~tcp flags & (syn | ack) == syn
          meta iifname "cni*" drop~iifname "cni*" drop
          iif lo accept~iif "lo" accept
          ip saddr 10.0.0.0/8~ip saddr 10.0.0.0/8
          ip saddr 10.0.0.1/32~ip saddr 10.0.0.1
          ip saddr != 10.0.0.1-10.0.0.9 drop~ip saddr != 10.0.0.1-10.0.0.9 drop
          tcp dport != 80-90 drop~tcp dport != 80-90 drop
          tcp dport >= 1024~tcp dport >= 1024
          tcp dport { 80, 443, 8000-8100 }~tcp dport { 80, 443, 8000-8100 }
          ip saddr . tcp dport @x~ip saddr . tcp dport @x
          icmp type echo-request accept~icmp type echo-request accept
          icmpv6 type 135 accept~icmpv6 type nd-neighbor-solicit accept
          meta l4proto icmpv6~meta l4proto ipv6-icmp
          fib daddr type local~fib daddr type local
          numgen inc mod 2 offset 4 vmap { 4 : jump x, 5: goto x }~numgen inc mod 2 offset 4 vmap { 4 : jump x, 5 : goto x }
          dnat to numgen random mod 2 map { 0 : 10.0.0.1, 1 : 10.0.0.2 }~dnat to numgen random mod 2 map { 0 : 10.0.0.1, 1 : 10.0.0.2 }
          dnat ip to numgen random mod 1 map { 0 : 10.0.0.1 . 80 }~dnat ip addr . port to numgen random mod 1 map { 0 : 10.0.0.1 . 80 }
          dnat to 10.0.0.1:80 persistent~dnat to 10.0.0.1:80 persistent
          dnat to [fd00::1]:80~dnat to [fd00::1]:80
          dnat to fd00::1~dnat to fd00::1
          dnat to [fd00::1]-[fd00::3]:80-90 random~dnat to [fd00::1]-[fd00::3]:80-90 random
          dnat to :80~dnat to :80
          snat to 10.0.0.1-10.0.0.3:1000-2000 random~snat to 10.0.0.1-10.0.0.3:1000-2000 random
          masquerade to :1024-2048 fully-random~masquerade to :1024-2048 fully-random
          redirect to :8080~redirect to :8080
          reject with icmp type host-unreachable~reject with icmp host-unreachable
          tcp dport 80 reject with tcp reset~tcp dport 80 reject with tcp reset
          update @s { ip saddr timeout 5s }~update @s { ip saddr timeout 5s }
          add @s {ip saddr . tcp dport}~add @s { ip saddr . tcp dport }
          counter packets 3 bytes 500 drop~counter packets 3 bytes 500 drop
          log prefix "to: " level info flags all drop~log prefix "to: " level info flags all drop
          notrack~notrack
          limit rate 5/minute accept~limit rate 5/minute accept
          limit rate over 10/second burst 3 packets drop~limit rate over 10/second burst 3 packets drop
          ct original ip saddr 10.0.0.1 ct reply proto-dst 80~ct original ip saddr 10.0.0.1 ct reply proto-dst 80
          ct protocol udp meta protocol ip6~ct protocol udp meta protocol ip6
          meta random & 2147483647 < 1073741824 drop~meta random & 2147483647 < 1073741824 drop
          tcp option maxseg size set rt mtu accept~tcp option maxseg size set rt mtu accept
          meta nftrace set 1~meta nftrace set 1
          accept comment "hello"~accept comment "hello"
          """)
  void ruleIsReadAndPrinted(String written, String listed) {
    NftablesRuleset read = NftablesRuleset.parse(withRule(written));

    assertThat(read.tables().get(0).chains().get(0).rules().get(0).text()).isEqualTo(listed);
    assertThat(NftablesRuleset.parse(read.text())).isEqualTo(read);
  }

  @Test
  void commandsMakeWhatABlockMakes() {
    NftablesRuleset commands =
        NftablesRuleset.parse(
            """
            add table ip kube-proxy { comment "rules for kube-proxy" ; }
            add chain ip kube-proxy old
            delete chain ip kube-proxy old
            add chain ip kube-proxy nat-prerouting { type nat hook prerouting priority -100 ; }
            flush chain ip kube-proxy nat-prerouting
            add chain ip kube-proxy services
            add set ip kube-proxy cluster-ips { type ipv4_addr ; comment "Active ClusterIPs" ; }
            add element ip kube-proxy cluster-ips { 10.96.0.1 }
            add element ip kube-proxy cluster-ips { 10.96.0.10 , 10.96.0.1 }
            delete element ip kube-proxy cluster-ips { 10.96.0.1 }
            add rule ip kube-proxy nat-prerouting jump services
            add rule ip kube-proxy services ip daddr @cluster-ips mark set mark or 0x00004000 comment "all"
            insert rule ip kube-proxy services counter
            """);

    assertThat(commands.text())
        .isEqualTo(
            """
            table ip kube-proxy {
            \tcomment "rules for kube-proxy"
            \tset cluster-ips {
            \t\ttype ipv4_addr
            \t\tcomment "Active ClusterIPs"
            \t\telements = { 10.96.0.10 }
            \t}

            \tchain nat-prerouting {
            \t\ttype nat hook prerouting priority dstnat; policy accept;
            \t\tjump services
            \t}

            \tchain services {
            \t\tcounter
            \t\tip daddr @cluster-ips meta mark set meta mark | 0x00004000 comment "all"
            \t}
            }
            """);
    assertThat(NftablesRuleset.parse(commands.text())).isEqualTo(commands);
  }

  @Test
  void dynamicSetsKeepWhatPacketsPutIn() {
    String listing =
        """
        table ip t {
        \tset affinity {
        \t\ttype ipv4_addr
        \t\tsize 65535
        \t\tflags dynamic,timeout
        \t\ttimeout 3h
        \t\telements = { 10.244.1.5 expires 2h59m58s900ms,
        \t\t\t     10.244.1.6 timeout 1m40s expires 12s comment "a client" }
        \t}
        }
        """;

    assertThat(NftablesRuleset.parse(listing).text()).isEqualTo(listing);
  }

  @Test
  void anyWhitespacePartsWords() {
    assertThat(NftablesRuleset.parse("table\u000bip\ft {\r\n}").text())
        .isEqualTo("table ip t {\n}\n");
  }

  @Test
  void typeofNamesTypesByExpressions() {
    NftablesRuleset read =
        NftablesRuleset.parse(
            """
            table inet t {
              map m { typeof ip daddr . tcp dport : meta mark
                elements = { 10.0.0.1 . 80 : 0x1 } }
            }
            """);

    assertThat(read.tables().get(0).sets().get(0).type().text())
        .isEqualTo("ipv4_addr . inet_service : mark");
  }

  @Nested
  class WhereRulesCanNotGo {

    private void refuses(String rules, String reason) {
      String text =
          "table ip t {\n chain base { type filter hook input priority 0; jump a }\n"
              + rules
              + "}\n";

      assertThatThrownBy(() -> NftablesRuleset.parse(text))
          .hasMessageContaining("table ip t, chain ")
          .hasMessageContaining(reason);
    }

    @Test
    void isAChainThatIsNotThere() {
      refuses(" chain b {}\n", "no chain 'a' in this table");
    }

    @Test
    void isABaseChain() {
      refuses(" chain a { goto base }\n", "chain 'base' is the kernel's to call");
    }

    @Test
    void isACircle() {
      refuses(
          """
           map m { type ipv4_addr : verdict; elements = { 10.0.0.1 : jump b } }
           chain a { ip saddr vmap @m }
           chain b { tcp dport vmap { 80 : goto a } }
          """,
          "jumps nest deeper than 16 chains, or come back to where they started");
    }

    @Test
    void isNoMatterInChainsThatNothingLeadsTo() {
      String text = "table ip t {\n chain a { jump a }\n}\n";

      assertThat(NftablesRuleset.parse(text).tables()).hasSize(1);
    }
  }

  @Nested
  class WhatIsNotModelled {

    @Test
    void isKeptAmongThePartsOfATable() {
      String text =
          """
          table inet t {
          \tcounter hits {
          \t\tpackets 0 bytes 0
          \t}

          \tct helper ftp {
          \t\ttype "ftp" protocol tcp
          \t}

          \tchain c {
          \t\tcounter name "hits" ct helper set "ftp" accept
          \t}
          }
          """;

      assertThat(NftablesRuleset.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "quota over 25 mbytes drop",
          "xt match \"recent\"",
          "ip frag-off & 0x1fff != 0 drop",
          "tcp option window count > 3",
          "meta skuid 3"
        })
    void isAnErrorThatNamesTheLine(String rule) {
      assertThatThrownBy(() -> NftablesRuleset.parse(withRule(rule)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("line 3: ");
    }

    @Test
    void isKeptUpToTheNextStatementWhenReadLeniently() {
      NftablesRuleset read =
          NftablesRuleset.parseLeniently(withRule("ip saddr 10.0.0.1 quota over 25 mbytes drop"));

      assertThat(read.tables().get(0).chains().get(0).rules().get(0).statements())
          .endsWith(
              new Statement.Unmodelled("quota over 25 mbytes"),
              new Statement.Verdict(ChainVerdict.DROP));
    }

    @Test
    void saysWhatThereIs() {
      assertThatThrownBy(() -> NftablesRuleset.parse(withRule("ct state fresh")))
          .hasMessage(
              "line 3: 'fresh' is no ct_state; there are numbers and invalid, established, related,"
                  + " new, untracked");
      assertThatThrownBy(
              () -> NftablesRuleset.parse("table ip t {\n}\nadd rule ip t input accept\n"))
          .hasMessage("line 3: no chain 'input' in table 't'; chains: ");
      assertThatThrownBy(() -> NftablesRuleset.parse("table ip t {\n chain c {\n"))
          .hasMessageContaining("the end of the text");
    }
  }

  private static String withRule(String rule) {
    return "table ip t {\n\tchain c {\n\t\t" + rule + "\n\t}\n\tchain x {\n\t}\n}\n";
  }
}
