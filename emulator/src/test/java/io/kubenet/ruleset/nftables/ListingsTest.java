package io.kubenet.ruleset.nftables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code nft list ruleset} of versions 0.9.8 to 1.1.7 prints, with one option or another. */
final class ListingsTest {

  /** What nft 1.0.6 prints, and what other versions or options print of the same rule. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          tcp flags & (fin | syn) == syn~tcp flags syn / fin,syn
          tcp flags & (fin | syn) == fin | syn~tcp flags fin,syn / fin,syn
          tcp flags & (fin | syn) == fin | syn~tcp flags 0x1,0x2 / 0x1,0x2
          tcp flags { syn, syn | ack } accept~tcp flags { 0x2, 0x2 | 0x10 } accept
          ct state vmap { invalid : drop }~ct state vmap { 0x1 : drop }
          icmp code 3~icmp code port-unreachable
          meta pkttype multicast~pkttype multicast
          reject~reject with icmpx type port-unreachable
          reject with icmp port-unreachable~reject with icmp 3
          reject with icmpx admin-prohibited~reject with icmpx 3
          limit rate 5/second~limit rate 5/second burst 5 packets
          fib saddr . iif oif missing drop~fib saddr . iif check missing drop
          fib saddr . iif oif missing drop~fib saddr . iif oif 0 drop
          fib saddr . mark . iif oif missing drop~fib saddr . mark . iif oif 0/8 drop
          ip6 daddr { ::/96, ::ffff:0:0/96 } drop~ip6 daddr { ::/96, ::ffff:0.0.0.0/96 } drop
          ct mark { 0x00000002, 0x00000004-0x00000007 }~ct mark { 0x00000002, 0x00000004/30 }
          meta mark 0x00000000/1~meta mark & 0x80000000 == 0
          meta mark != 0x00010000/16~mark and 0xffff0000 != 0x10000
          meta mark & 0xffff0000 == 0x00000001~meta mark & 0xffff0000 == 1
          meta mark & 0x00004000 == 0x00000000~mark and 0x4000 == 0
          ip protocol ipencap drop~ip protocol 4 drop
          meta protocol { ip, vlan }~meta protocol { 0x0800, 8021q }
          ct l3proto ipv4~ct l3proto 2
          accept comment "portals"~comment "portals" accept # handle 7
          counter packets 1 bytes 60 accept~ counter packets 1 bytes 60 accept
          counter packets 1 bytes 60~counter packets 1 bytes 60 # handle 7
          counter packets 1 bytes 60 accept~counter packets 1 bytes 60 accept # handle 7
          log prefix "x" flags tcp sequence,options drop~log prefix "x" flags tcp sequence,options drop # handle 7
          xt match "comment" counter packets 1 bytes 60~xt match comment counter packets 1 bytes 60
          dnat ip addr . port to ip daddr . tcp dport map @ends~dnat ip to ip daddr . tcp dport map @ends
          """)
  void ruleIsReadAlike(String rule, String listed) {
    assertThat(rule(NftablesRuleset.parse(withRule(listed))).text()).isEqualTo(rule);
    assertThat(rule(NftablesRuleset.parse(withRule(rule))).text()).isEqualTo(rule);
  }

  @Test
  void nothingOfAListingIsLost() {
    String listing =
        """
        table inet firewall {
        \tcomment "of the host"
        \tflags dormant
        \tcounter hits {
        \t\tcomment "all hits"
        \t\tpackets 5 bytes 300
        \t}

        \tquota cap {
        \t\tover 25 mbytes used 3 kbytes
        \t}

        \tlimit slow {
        \t\trate 10/second burst 20 packets
        \t}

        \tct timeout long {
        \t\tprotocol tcp
        \t\tl3proto ip
        \t\tpolicy = { established : 1m40s, close_wait : 4s }
        \t}

        \tset cards {
        \t\ttype ether_addr
        \t\telements = { 02:00:00:00:00:01, 02:00:00:00:00:02 }
        \t}

        \tflowtable fast {
        \t\thook ingress priority filter
        \t\tdevices = { cni0, eth0 }
        \t}

        \tset clients {
        \t\ttype ipv4_addr
        \t\tsize 1000
        \t\tflags dynamic,timeout
        \t\ttimeout 1h
        \t\tcounter
        \t\tgc-interval 10s
        \t\tpolicy memory
        \t\telements = { 10.0.0.1 counter packets 3 bytes 100 timeout 5m expires 3s comment "a" }
        \t}

        \tchain in {
        \t\ttype filter hook ingress devices = { "cni0", "eth0" } priority filter + 5; policy accept;
        \t\tcounter name "hits"
        \t\tlimit name "slow" accept
        \t}
        }
        """;

    assertThat(NftablesRuleset.parseLeniently(listing).text()).isEqualTo(listing);
  }

  @Test
  void tablesOfOtherPacketsAreKept() {
    String listing =
        """
        table arp filter {
        \tchain in {
        \t\ttype filter hook input priority filter; policy accept;
        \t\tarp operation request drop
        \t}
        }

        table bridge filter {
        \tchain forward {
        \t\ttype filter hook forward priority filter; policy accept;
        \t\tether type arp accept
        \t}
        }
        """;

    assertThat(NftablesRuleset.parseLeniently(listing).text()).isEqualTo(listing);
    assertThatThrownBy(() -> NftablesRuleset.parse(listing))
        .hasMessage("line 2: no chain of the family arp is modelled");
  }

  @Test
  void jsonIsNamed() {
    assertThatThrownBy(() -> NftablesRuleset.parseLeniently("{\"nftables\": []}"))
        .hasMessage("line 1: this is JSON; list rules without -j");
  }

  @Nested
  class AStatementThatIsNotModelled {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "meta skuid 1337",
          "ip dscp { af11, ef }",
          "quota over 25 mbytes",
          "limit rate 5 mbytes/second",
          "ct count over 20",
          "meta hour \"08:00\"-\"17:00\"",
          "socket wildcard 0 socket transparent 1",
          "xt match \"recent\"",
          "xt match set",
          "counter name tcp dport map @ends",
          "meter ssh { ip saddr timeout 1m limit rate over 5/minute }",
          "@nh,96,32 0xa000001"
        })
    void isAConditionIfItOnlyAsks(String statement) {
      Rule rule = rule(NftablesRuleset.parseLeniently(withRule(statement + " drop")));

      assertThat(rule.statements()).startsWith(new Statement.Unmodelled(statement));
      assertThat(((Statement.Unmodelled) rule.statements().get(0)).isCondition()).isTrue();
    }

    @Test
    void endsWhereAMarkIsSet() {
      Rule rule =
          rule(NftablesRuleset.parseLeniently(withRule("socket transparent 1 meta mark set 0x1")));

      assertThat(rule.statements().get(0))
          .isEqualTo(new Statement.Unmodelled("socket transparent 1"));
      assertThat(rule.statements().get(1)).isInstanceOf(Statement.Assignment.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ip daddr set 10.0.0.1",
          "meta mark set meta mark << 8",
          "meta mark set jhash ip saddr mod 3",
          "ip ttl set 1",
          "ct zone set 3",
          "tproxy to :1234",
          "synproxy mss 1460 wscale 7",
          "queue flags bypass to 0-3",
          "dnat ip prefix to ip daddr map { 10.1.0.0/24 : 10.2.0.0/24 }",
          "dnat ip to 10.1.0.0/16",
          "redirect to :tcp dport map { 80 : 8080 }",
          "add @clients { ip saddr limit rate over 3/minute }",
          "meta cpu vmap { 0 : drop }",
          "xt target \"TPROXY\"",
          "# recent: SET name: X side: source counter packets 0 bytes 0"
        })
    void isNoneIfItDoesSomething(String statement) {
      Rule rule = rule(NftablesRuleset.parseLeniently(withRule(statement)));

      assertThat(rule.statements()).containsExactly(new Statement.Unmodelled(statement));
      assertThat(((Statement.Unmodelled) rule.statements().get(0)).isCondition()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ip saddr 10.0.0.1 # recent: CHECK seconds: 60 name: X counter packets 0 bytes 0 drop",
          "counter packets 0 bytes 0 # TPROXY redirect 127.0.0.1:15001 mark 0x1/0x1"
        })
    void isWhatOldVersionsOfNftHideBehindACommentSign(String listed) {
      NftablesRuleset read = NftablesRuleset.parseLeniently(withRule(listed + " # handle 5"));

      assertThat(rule(read).text()).isEqualTo(listed);
      assertThatThrownBy(() -> NftablesRuleset.parse(withRule(listed)))
          .hasMessageStartingWith("line 8: no ");
    }

    @Test
    void isWhatAsksAMapThatChangesOfItself() {
      String text =
          """
          table ip t {
          \tmap clients {
          \t\ttype ipv4_addr : verdict
          \t\tflags timeout
          \t\telements = { 10.0.0.1 timeout 5m expires 3s : drop }
          \t}

          \tchain c {
          \t\tip saddr vmap @clients
          \t}
          }
          """;

      NftablesRuleset read = NftablesRuleset.parseLeniently(text);

      assertThat(read.text()).isEqualTo(text);
      assertThat(rule(read).statements())
          .containsExactly(new Statement.Unmodelled("ip saddr vmap @clients"));
    }

    @Test
    void isWhatAsksASetThatIsNotModelled() {
      String text =
          """
          table ip t {
          \tset cards {
          \t\ttype ether_addr
          \t}

          \tchain c {
          \t\tip saddr @cards drop
          \t}
          }
          """;

      NftablesRuleset read = NftablesRuleset.parseLeniently(text);

      assertThat(read.text()).isEqualTo(text);
      assertThat(rule(read).statements()).startsWith(new Statement.Unmodelled("ip saddr @cards"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          map~type ipv4_addr~map 'm' has no type of values
          set~type ipv4_addr : verdict~set 'm' has a type of values
          set~type ipv4_addr; type ipv4_addr~'type' is said twice of a set
          set~comment # xt_recent counter packets 0 bytes 0~expected a comment, found
          """)
  void brokenSetIsAnErrorAndKeptAsItIsWhenReadLeniently(String kind, String says, String error) {
    String listing = "table ip t {\n\t" + kind + " m {\n\t\t" + says + "\n\t}\n}\n";

    assertThatThrownBy(() -> NftablesRuleset.parse(listing)).hasMessageContaining(error);
    assertThat(NftablesRuleset.parseLeniently(listing).text()).isEqualTo(listing);
  }

  private static Rule rule(NftablesRuleset read) {
    return read.tables().get(0).chains().get(0).rules().get(0);
  }

  private static String withRule(String rule) {
    return """
    table inet t {
      map ends {
        type ipv4_addr . inet_service : ipv4_addr . inet_service
      }
      set clients { type ipv4_addr; flags dynamic; }
      chain c {
        type nat hook prerouting priority dstnat; policy accept;
        %s
      }
    }
    """
        .formatted(rule);
  }
}
