package io.kubenet.netfilter;

import static io.kubenet.netfilter.NftablesNode.tcp;
import static io.kubenet.netfilter.NftablesNode.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NftablesStatementsTest {

  /** TCP 10.244.1.5:40000 to 10.96.0.10:80, by cni0. */
  private static SocketBuffer request() {
    return tcp("10.244.1.5:40000", "10.96.0.10:80");
  }

  @Nested
  class Match {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ip saddr 10.244.1.5",
          "ip saddr 10.244.0.0/16",
          "ip saddr 10.244.1.1-10.244.1.9",
          "ip saddr != 10.245.0.0/16",
          "ip saddr { 10.1.1.1, 10.244.1.5 }",
          "ip saddr { 10.1.1.1, 10.244.0.0/16 }",
          "ip saddr != { 10.1.1.1, 10.2.0.0/16 }",
          "ip saddr @clients",
          "ip saddr . ip daddr { 10.244.1.5 . 10.96.0.0/16 }",
          "ip protocol tcp",
          "meta l4proto tcp",
          "meta l4proto { udp, tcp }",
          "meta nfproto ipv4",
          "tcp dport 80",
          "th dport 80",
          "th sport >= 40000",
          "tcp sport > 39999",
          "tcp dport <= 80",
          "tcp dport < 81",
          "tcp dport 70-90",
          "tcp dport != 90-100",
          "tcp flags syn",
          "tcp flags & (syn|ack) == syn",
          "tcp flags != ack",
          "ip daddr . meta l4proto . th dport { 10.96.0.10 . tcp . 80 }",
          "iifname cni0",
          "iifname \"cni*\"",
          "iifname != \"eth*\"",
          "oifname != \"eth0\"",
          "ct state new",
          "ct state new,established",
          "ct state != established",
          "ct state == new",
          "ct status != dnat",
          "ct direction original",
          "ct mark 0",
          "meta mark 0",
          "meta mark & 0x4000 == 0",
          "meta mark 0x0/1",
          "meta mark set 0x80000010 meta mark 0x80000000/1 meta mark != 0x0/1",
          "meta mark set 0x30 meta mark & 0x10 != 0 meta mark 0x30",
          "meta mark set 0x30 meta mark set mark xor 0x10 meta mark 0x20",
          "meta mark set 0x30 meta mark set mark and 0x10 meta mark 0x10",
          "meta mark set 7 ct mark set mark meta mark set 0 meta mark set ct mark meta mark 7",
          "fib saddr type unicast",
          "fib daddr type != local",
          "meta mark set ip saddr map { 10.244.1.5 : 0x1 } meta mark 1",
          "numgen random mod 1 0",
          "ct original ip saddr 10.244.1.5 ct original proto-dst 80 ct protocol tcp",
          "ct reply ip saddr 10.96.0.10 ct reply proto-dst 40000",
          "meta protocol ip",
          "meta random >= 0",
          "meta random & 2147483647 < 2147483648",
          "limit rate 1/day burst 1 packets",
          "limit name \"slow\"",
          "meta pkttype host",
          "ct l3proto ipv4",
          "ct state ! established,related",
          "tcp flags ! fin,rst",
          "fib saddr . iif type unicast",
          "fib daddr . iif type != local",
          "fib saddr . iif oif exists",
          "fib saddr oifname \"cni0\"",
          "fib daddr oifname \"eth0\"",
          "tcp option maxseg size set rt mtu ip saddr 10.244.1.5",
          "counter log prefix \"x\" notrack ip saddr 10.244.1.5"
        })
    void letsThePacketThrough(String rule) {

      Judgement judgement = onlyLets(rule).pass(Hook.PREROUTING, request());

      assertThat(judgement).isEqualTo(Judgement.Accepted.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ip saddr 10.244.1.6",
          "ip saddr != 10.244.0.0/16",
          "ip saddr != { 10.1.1.1, 10.244.0.0/16 }",
          "ip saddr != @clients",
          "ip6 saddr != fd00::1",
          "ct original ip6 saddr fd00::1",
          "ct reply ip saddr 10.244.1.5",
          "meta random < 0",
          "limit rate over 1/day",
          "ct state ! new,established",
          "fib saddr . iif oif missing",
          "fib daddr . iif oif exists",
          "meta l4proto udp",
          "udp dport != 90",
          "tcp dport < 80",
          "tcp dport > 80",
          "tcp flags ack",
          "tcp flags == 0",
          "icmp type != echo-reply",
          "iifname \"eth*\"",
          "ct state established,related",
          "ct state != new",
          "ct status dnat",
          "meta mark & 0x4000 != 0",
          "meta mark != 0x0/1",
          "meta mark & 0x80000000 != 0",
          "fib daddr type local",
          "meta mark set ip saddr map { 10.1.1.1 : 0x1 }"
        })
    void doesNotLetThePacketThrough(String rule) {
      Judgement judgement = onlyLets(rule).pass(Hook.PREROUTING, request());

      assertThat(judgement).isInstanceOf(Judgement.Dropped.class);
    }

    @Test
    void limitIsABucketThatTimeFills() {
      NftablesNode node = onlyLets("limit rate 1/minute burst 2 packets");

      assertThat(
              IntStream.range(0, 3)
                  .mapToObj(i -> node.pass(Hook.PREROUTING, request()).isAccepted()))
          .containsExactly(true, true, false);
      node.wait(Duration.ofMinutes(1));
      assertThat(node.pass(Hook.PREROUTING, request()).isAccepted()).isTrue();
      assertThat(node.pass(Hook.PREROUTING, request()).isAccepted()).isFalse();
    }

    @Test
    void randomBitsAreAChoiceWithItsExactProbability() {
      assertThat(
              NftablesNode.with(
                      chain("prerouting", "meta random & 2147483647 < 715827883 meta mark set 1"))
                  .everyWay(Hook.PREROUTING, SocketBuffer::mark))
          .extracting(way -> way.result() + " " + way.probability())
          .containsExactly("1 715827883/2147483648", "0 1431655765/2147483648");
    }

    @Test
    void translationOfOneFamilyLeavesTheOtherAlone() {
      NftablesNode node =
          NftablesNode.with(
              """
              table inet t {
                chain c {
                  type nat hook prerouting priority -100;
                  dnat ip to 10.244.1.7
                  dnat ip6 to fd00::7
                }
              }
              """);
      SocketBuffer buffer = udp("[fd00::5]:4000", "[fd00::10]:53");

      node.pass(Hook.PREROUTING, buffer);

      assertThat(buffer.packet().destination()).hasToString("fd00::7");
    }

    @Test
    void readsIpv6() {
      NftablesNode node =
          onlyLets(
              "ip6 saddr fd00::/64 ip6 daddr . meta l4proto . th dport { fd00::10 . udp . 53 }");

      assertThat(node.pass(Hook.PREROUTING, udp("[fd00::5]:4000", "[fd00::10]:53")).isAccepted())
          .isTrue();
      assertThat(node.pass(Hook.PREROUTING, udp("[fd00:1::5]:4000", "[fd00::10]:53")).isAccepted())
          .isFalse();
    }

    @Test
    void readsIcmp() {
      Packet ping =
          new Packet(
              Protocol.ICMP,
              IpAddress.of("10.244.1.5"),
              0,
              IpAddress.of("10.96.0.10"),
              0,
              IcmpMessage.echoRequest(IpFamily.IPV4, 1));

      Judgement judgement =
          onlyLets("icmp type echo-request icmp code 0")
              .pass(Hook.PREROUTING, SocketBuffer.received(ping, "cni0"));

      assertThat(judgement.isAccepted()).isTrue();
    }

    /** As nft_meta_store_ifname does, and as a node process's packet shows. */
    @Test
    void takesAMissingInterfaceForOneWithoutAName() {
      NftablesNode node =
          NftablesNode.with(
              chain("output", "iifname != \"cni0\" accept")
                  .replace("policy accept;", "policy drop;"));

      Judgement judgement = node.pass(Hook.OUTPUT, SocketBuffer.sent(request().packet()));

      assertThat(judgement.isAccepted()).isTrue();
    }
  }

  @Nested
  class Reject {

    @ParameterizedTest
    @CsvSource({
      "reject, icmp-port-unreachable",
      "reject with icmp host-unreachable, icmp-host-unreachable",
      "reject with icmp type admin-prohibited, icmp-admin-prohibited",
      "reject with icmpx no-route, icmp-net-unreachable",
      "reject with tcp reset, tcp-reset"
    })
    void tellsTheSender(String rule, String with) {
      Judgement judgement =
          NftablesNode.with(chain("prerouting", rule)).pass(Hook.PREROUTING, request());

      assertThat(judgement).isInstanceOf(Judgement.Rejected.class);
      assertThat(((Judgement.Rejected) judgement).with()).isEqualTo(with);
    }

    /** nft asks for the family and for TCP, and does not list that. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "reject with icmp host-unreachable",
          "reject with tcp reset",
          "ip protocol tcp reject"
        })
    void passesOverPacketsThatItIsNotFor(String rule) {
      Judgement judgement =
          NftablesNode.with(chain("prerouting", rule))
              .pass(Hook.PREROUTING, udp("[fd00::5]:4000", "[fd00::10]:53"));

      assertThat(judgement.isAccepted()).isTrue();
    }

    @Test
    void speaksTheFamilyOfThePacket() {
      Judgement judgement =
          NftablesNode.with(chain("prerouting", "reject"))
              .pass(Hook.PREROUTING, udp("[fd00::5]:4000", "[fd00::10]:53"));

      assertThat(((Judgement.Rejected) judgement).with()).isEqualTo("icmp6-port-unreachable");
    }
  }

  @Nested
  class DynamicSet {

    private final NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              set seen { type ipv4_addr; size 2; flags dynamic,timeout; timeout 10s; }
              chain c {
                type filter hook prerouting priority 0; policy accept;
                tcp dport 1 update @seen { ip saddr } accept
                tcp dport 2 add @seen { ip saddr } accept
                tcp dport 3 delete @seen { ip saddr } accept
                ip saddr @seen accept
                drop
              }
            }
            """);

    private boolean passes(String source, int port) {
      return node.pass(Hook.PREROUTING, tcp(source + ":4000", "10.96.0.10:" + port)).isAccepted();
    }

    @Test
    void remembersForItsTimeout() {
      assertThat(passes("10.0.0.1", 80)).isFalse();

      passes("10.0.0.1", 1);
      node.wait(Duration.ofMillis(9999));
      assertThat(passes("10.0.0.1", 80)).isTrue();

      node.wait(Duration.ofMillis(1));
      assertThat(passes("10.0.0.1", 80)).isFalse();
    }

    @Test
    void livesAnewByAnUpdateButNotByAnAdd() {
      passes("10.0.0.1", 1);
      passes("10.0.0.2", 1);
      node.wait(Duration.ofSeconds(8));
      passes("10.0.0.1", 1);
      passes("10.0.0.2", 2);
      node.wait(Duration.ofSeconds(8));

      assertThat(passes("10.0.0.1", 80)).isTrue();
      assertThat(passes("10.0.0.2", 80)).isFalse();
    }

    @Test
    void forgetsWhatIsDeleted() {
      passes("10.0.0.1", 1);

      assertThat(passes("10.0.0.1", 3)).isTrue();
      assertThat(passes("10.0.0.1", 80)).isFalse();
    }

    @Test
    void breaksTheRuleOffWhenItIsFull() {
      passes("10.0.0.1", 1);
      passes("10.0.0.2", 1);

      assertThat(passes("10.0.0.3", 1)).isFalse();

      node.wait(Duration.ofSeconds(10));
      assertThat(passes("10.0.0.3", 1)).isTrue();
    }

    @Test
    void outlivesOtherRules() {
      passes("10.0.0.1", 1);

      node.load(
          """
          table ip t {
            set seen { type ipv4_addr; size 2; flags dynamic,timeout; timeout 10s; }
            chain c {
              type filter hook prerouting priority 0; policy drop;
              ip saddr @seen accept
            }
          }
          """);

      assertThat(passes("10.0.0.1", 80)).isTrue();
    }

    @Test
    void startsWithWhatAListingShows() {
      node.load(
          """
          table ip other {
            set seen { type ipv4_addr; flags interval,timeout; timeout 10s;
              elements = { 10.0.0.7 expires 3s, 10.1.0.0/16 expires 3s, 10.2.0.1-10.2.0.9 } }
            chain c {
              type filter hook prerouting priority 0; policy drop;
              ip saddr @seen accept
            }
          }
          """);

      assertThat(Stream.of("10.0.0.7", "10.1.2.3", "10.2.0.5"))
          .allMatch(source -> passes(source, 80));
      node.wait(Duration.ofSeconds(3));
      assertThat(Stream.of("10.0.0.7", "10.1.2.3", "10.2.0.10"))
          .noneMatch(source -> passes(source, 80));
      assertThat(passes("10.2.0.5", 80)).isTrue();
    }
  }

  @Test
  void rulesShareALimitThatHasAName() {
    NftablesNode node =
        NftablesNode.with(
            """
            table ip t {
              limit slow { rate 1/minute burst 2 packets
              }
              chain c { type filter hook prerouting priority 0; policy drop
                tcp dport 80 limit name "slow" accept
                tcp dport 81 limit name "slow" accept
              }
            }
            """);

    assertThat(
            Stream.of(80, 81, 80)
                .map(port -> tcp("10.244.1.5:40000", "10.96.0.10:" + port))
                .map(packet -> node.pass(Hook.PREROUTING, packet).isAccepted()))
        .containsExactly(true, true, false);
  }

  @Nested
  class ADevicesOwnHook {

    @Test
    void isCalledBeforeAllOthers() {
      NftablesNode node =
          NftablesNode.with(
              """
              table inet late {
                chain c { type filter hook prerouting priority -2000; mark set mark or 1
                }
              }
              table netdev early {
                chain c { type filter hook ingress devices = { eth0, cni0 } priority 500; mark 0 mark set 2
                }
                chain d { type filter hook ingress device "eth1" priority 400; drop
                }
              }
              """);
      SocketBuffer buffer = SocketBuffer.received(request().packet(), "eth0");

      node.pass(Hook.PREROUTING, buffer);

      assertThat(buffer.mark()).isEqualTo(3);
    }

    @Test
    void isCalledWhereThePacketLeaves() {
      NftablesNode node =
          NftablesNode.with(
              """
              table netdev late {
                chain c { type filter hook egress device "eth0" priority -2000; ip daddr 10.96.0.10 drop
                }
              }
              """);
      SocketBuffer byEth0 = SocketBuffer.received(request().packet(), "eth0");
      byEth0.leaveBy("eth0");
      SocketBuffer byCni0 = request();
      byCni0.leaveBy("cni0");

      assertThat(node.pass(Hook.EGRESS, byEth0)).isInstanceOf(Judgement.Dropped.class);
      assertThat(node.pass(Hook.EGRESS, byCni0).isAccepted()).isTrue();
    }
  }

  @Nested
  class ABridgesOwnHook {

    @Test
    void isNotModelledForWhatComesIn() {
      NftablesNode node =
          NftablesNode.with(
              """
              table netdev own {
                chain c { type filter hook ingress device "cni0" priority filter; drop
                }
              }
              """);

      assertThat(node.pass(Hook.PREROUTING, request())).isInstanceOf(Judgement.Undecided.class);
    }
  }

  @Test
  void dormantTablesSleep() {
    NftablesNode node =
        NftablesNode.with(chain("prerouting", "drop").replace("t {", "t {\nflags dormant"));

    assertThat(node.pass(Hook.PREROUTING, request()).isAccepted()).isTrue();
  }

  @Nested
  class TablesOfOtherPackets {

    private Judgement judge(String rule) {
      return NftablesNode.with(
              """
              table bridge filter {
                chain c {
                  type filter hook forward priority filter; policy accept;
                  %s
                }
              }
              """
                  .formatted(rule))
          .pass(Hook.PREROUTING, request());
    }

    @Test
    void leaveAPacketUndecidedThatTheyMayKeepFromItsWay() {
      assertThat(judge("ether saddr 02:00:00:00:00:01 drop"))
          .isInstanceOf(Judgement.Undecided.class);
    }

    @Test
    void areNoMatterWhereTheyLetAllThrough() {
      assertThat(judge("counter packets 0 bytes 0 accept").isAccepted()).isTrue();
    }
  }

  @Nested
  class WhatCannotBeObeyed {

    @ParameterizedTest
    @ValueSource(
        strings = {"meta mark set jhash ip saddr mod 3", "ip daddr set 10.0.0.1 accept", "queue"})
    void leavesThePacketUndecidedWhereItDoesSomething(String rule) {
      NftablesNode node = NftablesNode.with(chain("prerouting", rule));

      assertThat(node.pass(Hook.PREROUTING, request())).isInstanceOf(Judgement.Undecided.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta skuid 3", "dup to 10.0.0.1", "flow add @fast"})
    void isNoMatterWhereNothingFollows(String rule) {
      NftablesNode node = NftablesNode.with(chain("prerouting", "tcp dport 80 " + rule));

      assertThat(node.pass(Hook.PREROUTING, request()).isAccepted()).isTrue();
    }

    @Test
    void leavesThePacketUndecidedWhereItMatters() {
      NftablesNode node =
          NftablesNode.with(chain("prerouting", "tcp dport 80 quota over 1 mbytes drop"));

      assertThat(node.pass(Hook.PREROUTING, request())).isInstanceOf(Judgement.Undecided.class);
      assertThat(node.pass(Hook.PREROUTING, tcp("10.244.1.5:40000", "10.96.0.10:81")).isAccepted())
          .isTrue();
    }

    @Test
    void isAnErrorThatNamesTheRule() {
      assertThatThrownBy(() -> NftablesNode.with(chain("prerouting", "jump nowhere")))
          .hasMessageContaining("no chain 'nowhere' in this table");
    }
  }

  private static NftablesNode onlyLets(String rule) {
    return NftablesNode.with(
        chain("prerouting", rule + " accept").replace("policy accept;", "policy drop;"));
  }

  private static String chain(String hook, String rule) {
    return """
    table inet t {
      limit slow { rate 1/minute; }
      set clients { type ipv4_addr; flags interval; elements = { 10.244.1.0/24, 10.3.3.3 } }
      chain c {
        type filter hook %s priority 0; policy accept;
        %s
      }
    }
    """
        .formatted(hook, rule);
  }
}
