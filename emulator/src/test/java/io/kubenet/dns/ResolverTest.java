package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.Reply.Failure;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResolverTest {

  private static final IpAddress KUBE_DNS = IpAddress.of("10.96.0.10");
  private static final ExternalZone INTERNET =
      ExternalZone.empty().withName("api.example.com", IpAddress.of("203.0.113.9"));

  private final ClusterDns server =
      ClusterDns.of(Corefile.ofKubeadm(36)).withExternalZone(INTERNET);

  @Nested
  class WithTheOptionsOfKubelet {

    @Test
    void externalNameCostsFourPairsOfQueries() {
      Resolution resolution = resolve("api.example.com", 5);

      assertThat(resolution.queries().stream().map(Query::toString))
          .containsExactly(
              "api.example.com.shop.svc.cluster.local. A -> NXDOMAIN",
              "api.example.com.shop.svc.cluster.local. AAAA -> NXDOMAIN",
              "api.example.com.svc.cluster.local. A -> NXDOMAIN",
              "api.example.com.svc.cluster.local. AAAA -> NXDOMAIN",
              "api.example.com.cluster.local. A -> NXDOMAIN",
              "api.example.com.cluster.local. AAAA -> NXDOMAIN",
              "api.example.com. A -> NOERROR",
              "api.example.com. AAAA -> NODATA");
      assertThat(resolution.addresses()).containsExactly(IpAddress.of("203.0.113.9"));
    }

    @Test
    void absoluteNameCostsOnePair() {
      Resolution resolution = resolve("api.example.com.", 5);

      assertThat(resolution.queries().stream().map(Query::toString))
          .containsExactly("api.example.com. A -> NOERROR", "api.example.com. AAAA -> NODATA");
    }

    @Test
    void nameOfAServiceInAnotherNamespaceIsFoundInTheSecondDomain() {
      Resolution resolution = resolve("zookeeper-headless.middleware", 5);

      assertThat(resolution.queries().stream().map(Query::toString))
          .containsExactly(
              "zookeeper-headless.middleware.shop.svc.cluster.local. A -> NXDOMAIN",
              "zookeeper-headless.middleware.shop.svc.cluster.local. AAAA -> NXDOMAIN",
              "zookeeper-headless.middleware.svc.cluster.local. A -> NOERROR",
              "zookeeper-headless.middleware.svc.cluster.local. AAAA -> NODATA");
      assertThat(resolution.addresses()).hasSize(3);
    }

    @Test
    void unknownNameIsTriedAsItIsInTheEnd() {
      Resolution resolution = resolve("redis", 5);

      assertThat(resolution.status()).isEqualTo(Status.UNKNOWN_NAME);
      assertThat(resolution.questions()).hasSize(8);
      assertThat(resolution.queries().get(7)).hasToString("redis. AAAA -> NXDOMAIN");
    }

    @Test
    void addressNeedsNoQuery() {
      Resolution resolution = resolve("10.244.1.7", 5);

      assertThat(resolution.queries()).isEmpty();
      assertThat(resolution.addresses()).containsExactly(IpAddress.of("10.244.1.7"));
    }
  }

  @Test
  void withTwoDotsAnExternalNameCostsOnePair() {
    Resolution resolution = resolve("api.example.com", 2);

    assertThat(resolution.queries().stream().map(Query::toString))
        .containsExactly("api.example.com. A -> NOERROR", "api.example.com. AAAA -> NODATA");
  }

  @Test
  void withTwoDotsALongNameOfAServiceIsAskedForAsItIsFirst() {
    Resolution resolution = resolve("zookeeper-headless.middleware.svc", 2);

    assertThat(resolution.queries().stream().map(Query::toString))
        .containsExactly(
            "zookeeper-headless.middleware.svc. A -> NXDOMAIN",
            "zookeeper-headless.middleware.svc. AAAA -> NXDOMAIN",
            "zookeeper-headless.middleware.svc.shop.svc.cluster.local. A -> NXDOMAIN",
            "zookeeper-headless.middleware.svc.shop.svc.cluster.local. AAAA -> NXDOMAIN",
            "zookeeper-headless.middleware.svc.svc.cluster.local. A -> NXDOMAIN",
            "zookeeper-headless.middleware.svc.svc.cluster.local. AAAA -> NXDOMAIN",
            "zookeeper-headless.middleware.svc.cluster.local. A -> NOERROR",
            "zookeeper-headless.middleware.svc.cluster.local. AAAA -> NODATA");
  }

  @Nested
  class WithoutAnAnswer {

    @Test
    void silentServerIsAskedTwiceForTheFirstDomainAndForTheNameItself() {
      Resolution resolution = resolver(conf(5), failing(Failure.TIMED_OUT)).resolve("api");

      assertThat(resolution.status()).isEqualTo(Status.TEMPORARY_FAILURE);
      assertThat(resolution.questions().stream().map(Question::toString))
          .containsExactly(
              "api.shop.svc.cluster.local. A",
              "api.shop.svc.cluster.local. AAAA",
              "api.shop.svc.cluster.local. A",
              "api.shop.svc.cluster.local. AAAA",
              "api. A",
              "api. AAAA",
              "api. A",
              "api. AAAA");
      assertThat(resolution.waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void refusingServerEndsTheSearchAtOnce() {
      Resolution resolution = resolver(conf(5), failing(Failure.REFUSED)).resolve("api");

      assertThat(resolution.status()).isEqualTo(Status.TEMPORARY_FAILURE);
      assertThat(resolution.questions()).hasSize(4);
      assertThat(resolution.waited()).isZero();
    }

    @Test
    void failingServerIsAskedForEveryDomain() {
      ClusterDns failing =
          ClusterDns.of(Corefile.parse(".:53 {\n}", "Corefile")).withExternalZone(INTERNET);

      Resolution resolution = resolver(conf(5), toServer(failing)).resolve("api");

      assertThat(resolution.status()).isEqualTo(Status.TEMPORARY_FAILURE);
      assertThat(resolution.questions()).hasSize(16);
    }

    @Test
    void secondServerIsAskedWhenTheFirstIsSilent() {
      IpAddress other = IpAddress.of("10.96.0.11");
      ResolvConf conf = new ResolvConf(List.of(KUBE_DNS, other), List.of(), List.of());

      Resolution resolution =
          resolver(
                  conf,
                  (asked, question) ->
                      asked.equals(KUBE_DNS)
                          ? new Reply.Failed(Failure.TIMED_OUT, "policy 'shop/deny-all'")
                          : toServer(server).ask(asked, question))
              .resolve("api.example.com");

      assertThat(resolution.addresses()).containsExactly(IpAddress.of("203.0.113.9"));
      assertThat(resolution.queries().get(0))
          .hasToString("api.example.com. A -> TIMED_OUT: policy 'shop/deny-all'");
      assertThat(resolution.waited()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void cutAnswerIsAskedForAgainOverTcp() {
    ExternalZone wide = ExternalZone.empty();
    for (int i = 1; i <= 40; i++) {
      wide = wide.withName("many.example.com", IpAddress.of("203.0.113." + i));
    }

    Resolution resolution =
        resolver(conf(1), toServer(server.withExternalZone(wide))).resolve("many.example.com");

    assertThat(resolution.questions())
        .containsExactly(
            Question.of("many.example.com", "A").overUdp(),
            Question.of("many.example.com", "A"),
            Question.of("many.example.com", "AAAA").overUdp());
    assertThat(resolution.addresses()).hasSize(40);
  }

  @Test
  void hostWithBothFamiliesTriesIpv6First() {
    ExternalZone both = INTERNET.withName("api.example.com", IpAddress.of("2001:db8::9"));
    Resolver dual =
        new Resolver(
            conf(1),
            List.of(IpFamily.IPV4, IpFamily.IPV6),
            toServer(server.withExternalZone(both)));

    assertThat(dual.resolve("api.example.com").addresses())
        .containsExactly(IpAddress.of("2001:db8::9"), IpAddress.of("203.0.113.9"));
  }

  @Test
  void aliasThatLeadsNowhereEndsTheSearchWithoutAnAddress() {
    ExternalZone zone =
        ExternalZone.empty()
            .with(new DnsRecord("www.example.com.", 60, "CNAME", "gone.example.com."));

    Resolution resolution =
        resolver(conf(1), toServer(server.withExternalZone(zone))).resolve("www.example.com");

    assertThat(resolution.status()).isEqualTo(Status.NO_ADDRESS);
    assertThat(resolution.questions()).hasSize(2);
  }

  @Nested
  class OfSomethingThatIsNoName {

    @Test
    void labelOver63BytesIsRefused() {
      assertThatThrownBy(() -> resolve("x".repeat(64) + ".shop", 5))
          .hasMessageEndingWith("has 64 bytes, at most 63 are allowed");
    }

    @Test
    void emptyLabelIsRefused() {
      assertThatThrownBy(() -> resolve("api..shop", 5))
          .hasMessage("'api..shop' is no name: it has an empty label");
    }

    @Test
    void nameOver253BytesIsRefused() {
      String name = "abcdefg.".repeat(32) + "x";

      assertThatThrownBy(() -> resolve(name, 5))
          .hasMessage("'" + name + "' is no name: it has 257 bytes, at most 253 are allowed");
    }
  }

  private Resolution resolve(String name, int ndots) {
    return resolver(conf(ndots), toServer(server)).resolve(name);
  }

  private static Resolver resolver(ResolvConf conf, DnsTransport transport) {
    return new Resolver(conf, List.of(IpFamily.IPV4), transport);
  }

  private static ResolvConf conf(int ndots) {
    return new ResolvConf(
        List.of(KUBE_DNS),
        List.of("shop.svc.cluster.local", "svc.cluster.local", "cluster.local"),
        List.of("ndots:" + ndots));
  }

  private static DnsTransport failing(Failure failure) {
    return (asked, question) -> new Reply.Failed(failure, "");
  }

  private static DnsTransport toServer(ClusterDns server) {
    ClusterState cluster = Zookeeper.ready();
    return (asked, question) ->
        new Reply.Answered(server.answer(question, cluster, Duration.ZERO, new SeededChance(7)));
  }
}
