package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClusterDnsTest {

  private static final String PEER = "zookeeper-1.zookeeper-headless.middleware.svc.cluster.local";

  private final ClusterDns server = ClusterDns.of(Corefile.ofKubeadm(36));

  @Nested
  class OfAStatefulSetThatIsStarting {

    @Test
    void peersThatAreNotReadyHaveNoNames() {
      assertThat(ask(server, PEER, Zookeeper.starting(), 0).rcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void peersHaveNamesWhereTheServicePublishesThem() {
      assertThat(addresses(ask(server, PEER, Zookeeper.startingAndPublished(), 0)))
          .containsExactly("10.244.1.11");
    }

    @Test
    void adviceSaysWhatKeepsTheNameBack() {
      assertThat(new NameAdvice(Zookeeper.starting(), "cluster.local").about(PEER, "middleware"))
          .hasValue(
              "pod 'middleware/zookeeper-1' is not ready, and Service"
                  + " 'middleware/zookeeper-headless' publishes only addresses of pods that are:"
                  + " spec.publishNotReadyAddresses would publish it");
    }
  }

  @Nested
  class WithACacheOf30Seconds {

    private final ClusterDns caching = ClusterDns.of(Corefile.ofKubeadm(31));

    @Test
    void thatANameIsMissingIsKeptFor30Seconds() {
      ask(caching, PEER, Zookeeper.starting(), 0);

      assertThat(ask(caching, PEER, Zookeeper.ready(), 29).rcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(ask(caching, PEER, Zookeeper.ready(), 30).rcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void keptRecordsTellWhatTimeTheyHaveLeft() {
      ask(caching, PEER, Zookeeper.ready(), 0);

      assertThat(ask(caching, PEER, Zookeeper.starting(), 12).answer())
          .containsExactly(new DnsRecord(PEER + ".", 18, "A", "10.244.1.11"));
    }

    @Test
    void overlayKeepsWhatItLearnsToItself() {
      ask(caching.overlay(), PEER, Zookeeper.starting(), 0);

      assertThat(ask(caching, PEER, Zookeeper.ready(), 1).rcode()).isEqualTo(Rcode.NOERROR);
    }

    @Test
    void newerKubeadmKeepsNoNamesOfTheCluster() {
      ask(server, PEER, Zookeeper.starting(), 0);

      assertThat(ask(server, PEER, Zookeeper.ready(), 1).rcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Nested
  class OrderOfAddresses {

    private static final String SERVICE = "zookeeper-headless.middleware.svc.cluster.local";

    @Test
    void everyAddressComesFirstWithTheShareOf16RandomBits() {
      assertThat(
              Exploration.everyWay(
                  chance ->
                      addresses(
                              server
                                  .overlay()
                                  .answer(
                                      Question.of(SERVICE, "A"),
                                      Zookeeper.ready(),
                                      Duration.ZERO,
                                      chance))
                          .get(0)))
          .containsExactly(
              new Exploration.Way<>("10.244.1.10", Fraction.of(21846, 65536)),
              new Exploration.Way<>("10.244.1.11", Fraction.of(21845, 65536)),
              new Exploration.Way<>("10.244.1.12", Fraction.of(21845, 65536)));
    }

    @Test
    void sameSeedGivesTheSameOrder() {
      List<String> once = addresses(ask(server, SERVICE, Zookeeper.ready(), 0));

      assertThat(addresses(ask(server, SERVICE, Zookeeper.ready(), 0))).isEqualTo(once);
    }

    @Test
    void withoutLoadbalanceItIsThatOfTheSlice() {
      ClusterDns plain =
          ClusterDns.of(Corefile.parse(".:53 {\n  kubernetes cluster.local\n}", "Corefile"));

      assertThat(addresses(ask(plain, SERVICE, Zookeeper.ready(), 0)))
          .containsExactly("10.244.1.10", "10.244.1.11", "10.244.1.12");
    }
  }

  @Test
  void bufsizeBoundsTheRoomOfAnswers() {
    ExternalZone wide = ExternalZone.empty();
    for (int i = 1; i <= 40; i++) {
      wide = wide.withName("many.example.com", IpAddress.of("203.0.113." + i));
    }
    Corefile corefile =
        Corefile.parse(".:53 {\n  forward . 192.0.2.1\n  bufsize 512\n}", "Corefile");
    Question question = Question.of("many.example.com", "A").overUdp(1232);

    Answer answer =
        ClusterDns.of(corefile)
            .withExternalZone(wide)
            .answer(question, Zookeeper.ready(), Duration.ZERO, new SeededChance(7));

    assertThat(answer.isTruncated()).isTrue();
    assertThat(answer.answer()).hasSize(29);
    assertThat(answer.question()).isEqualTo(question);
  }

  @Nested
  class Advice {

    private final NameAdvice advice = new NameAdvice(Zookeeper.ready(), "cluster.local");

    @Test
    void nameOfAPodIsBelowItsHeadlessService() {
      assertThat(advice.about("zookeeper-1.middleware.svc.cluster.local", "shop"))
          .hasValue(
              "'zookeeper-1.middleware.svc.cluster.local' is no name: a pod's name is below its"
                  + " headless Service: '"
                  + PEER
                  + "'");
    }

    @Test
    void serviceOfAnotherNamespaceNeedsItsNamespace() {
      assertThat(advice.about("zookeeper-headless", "shop"))
          .hasValue(
              "no Service 'zookeeper-headless' in namespace 'shop'; there is"
                  + " 'zookeeper-headless.middleware'");
    }

    @Test
    void hostOutsideIsToldThatItsResolverIs() {
      assertThat(advice.aboutOutside("zookeeper-headless.middleware", "node n1", Optional.empty()))
          .hasValue(
              "node n1 asks a resolver outside of the cluster, which does not know the cluster's"
                  + " names");
      assertThat(advice.aboutOutside("api.example.com", "node n1", Optional.empty())).isEmpty();
    }

    @Test
    void nameThatIsGoodNeedsNone() {
      assertThat(advice.about(PEER, "shop")).isEmpty();
    }
  }

  @Test
  void threePeersFindEachOther() {
    Resolver resolver =
        new Resolver(
            new KubeletDns(List.of(IpAddress.of("10.96.0.10")), "cluster.local", ResolvConf.empty())
                .resolvConfOf(Zookeeper.pod(0, true)),
            List.of(IpFamily.IPV4),
            (asked, question) ->
                new Reply.Answered(
                    server.answer(
                        question, Zookeeper.ready(), Duration.ZERO, new SeededChance(7))));

    for (int i = 0; i < 3; i++) {
      assertThat(resolver.resolve("zookeeper-" + i + ".zookeeper-headless").addresses())
          .containsExactly(IpAddress.of("10.244.1.1" + i));
    }
    assertThat(resolver.resolve("zookeeper-1.middleware.svc.cluster.local").isFound()).isFalse();
  }

  private static Answer ask(ClusterDns server, String name, ClusterState cluster, long second) {
    return server.answer(
        Question.of(name, "A"), cluster, Duration.ofSeconds(second), new SeededChance(7));
  }

  private static List<String> addresses(Answer answer) {
    return answer.answer().stream().map(DnsRecord::rdata).toList();
  }
}
