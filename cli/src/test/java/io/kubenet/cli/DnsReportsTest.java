package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Corefile;
import io.kubenet.dns.DnsTransport;
import io.kubenet.dns.ExternalZone;
import io.kubenet.dns.Resolver;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Reply;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DnsReportsTest {

  private static final ResolvConf CONF =
      new ResolvConf(
          List.of(IpAddress.of("10.96.0.10")), List.of("svc.cluster.local"), List.of("ndots:5"));

  private final ClusterDns server =
      ClusterDns.of(Corefile.ofKubeadm(36))
          .withExternalZone(
              ExternalZone.empty().withName("api.example.com", IpAddress.of("203.0.113.9")));

  @Test
  void answerIsToldAsJson() {
    assertThat(AnswerReport.json(answer("dns-version.cluster.local", "TXT")))
        .hasToString(
            "{\"name\":\"dns-version.cluster.local.\",\"type\":\"TXT\",\"rcode\":\"NOERROR\","
                + "\"authoritative\":true,\"truncated\":false,"
                + "\"answer\":[[\"dns-version.cluster.local.\",30,\"TXT\",\"\\\"1.1.0\\\"\"]],"
                + "\"authority\":[],\"additional\":[]}");
  }

  @Test
  void answerIsToldSectionBySection() {
    assertThat(AnswerReport.text(answer("web.shop.svc.cluster.local", "A")))
        .isEqualTo(
            """
            web.shop.svc.cluster.local. A: NXDOMAIN
              authority   cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. \
            0 7200 1800 86400 30
            """);
    assertThat(AnswerReport.text(answer("api.example.com", "A")))
        .isEqualTo(
            """
            api.example.com. A: NOERROR, not authoritative
              answer      api.example.com. 30 IN A 203.0.113.9
            """);
  }

  @Test
  void resolutionIsToldQueryByQuery() {
    assertThat(report("api.example.com", this::answered, Optional.empty()).text())
        .isEqualTo(
            """
            # search svc.cluster.local
            # nameserver 10.96.0.10
            # options ndots:5
            10.96.0.10 udp  api.example.com.svc.cluster.local. A     NXDOMAIN
            10.96.0.10 udp  api.example.com.svc.cluster.local. AAAA  NXDOMAIN
            10.96.0.10 udp  api.example.com. A                       NOERROR
            10.96.0.10 udp  api.example.com. AAAA                    NODATA
            api.example.com: 203.0.113.9
            """);
  }

  @Test
  void failureIsToldWithWhatWasMeant() {
    DnsTransport silent =
        (asked, question) -> new Reply.Failed(Reply.Failure.TIMED_OUT, "policy 'shop/deny-all'");

    String text = report("web.", silent, Optional.of("there is 'web.shop'")).text();

    assertThat(text)
        .contains("10.96.0.10 udp  web. AAAA  TIMED_OUT: policy 'shop/deny-all'\n")
        .endsWith(
            """
            web.: Temporary failure in name resolution after 10 s
            there is 'web.shop'
            """);
  }

  @Test
  void resolutionIsToldAsJson() {
    assertThat(report("api.example.com.", this::answered, Optional.empty()).json().toString())
        .startsWith(
            "{\"name\":\"api.example.com.\",\"status\":\"FOUND\",\"queries\":[{\"server\":"
                + "\"10.96.0.10\",\"transport\":\"udp\",\"name\":\"api.example.com.\"")
        .endsWith("\"addresses\":[\"203.0.113.9\"],\"waitedSeconds\":0,\"advice\":null}");
  }

  @Nested
  class Questions {

    @Test
    void transportAndBufferSizeMayBeLeftOut() {
      assertThat(
              read(
                  """
                  - {name: web.shop., type: A}
                  - {name: web.shop, type: srv, transport: udp, ednsBufferSize: 1232}
                  """))
          .containsExactly(
              Question.of("web.shop.", "A"), Question.of("web.shop.", "SRV").overUdp(1232));
    }

    @Test
    void faultIsToldWithItsPlace() {
      assertThatThrownBy(() -> read("- {name: web.shop., typ: A}"))
          .hasMessageStartingWith("questions.yaml:1: [0].typ is no known field");
      assertThatThrownBy(() -> read("- name: web.shop.\n  type: HOST\n"))
          .hasMessage("questions.yaml:1: [0] 'HOST' is no type of DNS records");
      assertThatThrownBy(() -> read("- {name: a..b, type: A}"))
          .hasMessage("questions.yaml:1: [0] 'a..b' is no name: it has an empty label");
      assertThatThrownBy(() -> read("- {name: a, type: A, transport: icmp}"))
          .hasMessage("questions.yaml:1: [0].transport 'icmp' is neither tcp nor udp");
    }

    private List<Question> read(String text) {
      return QuestionList.read(new TextSource("questions.yaml", text));
    }
  }

  private static ResolutionReport report(
      String name, DnsTransport transport, Optional<String> advice) {
    Resolver resolver = new Resolver(CONF, List.of(IpFamily.IPV4), transport);
    return new ResolutionReport(resolver.resolve(name).withAdvice(advice), CONF);
  }

  private Reply answered(IpAddress asked, Question question) {
    return new Reply.Answered(answer(question.name(), question.type()));
  }

  private Answer answer(String name, String type) {
    return server.answer(
        Question.of(name, type), ClusterState.empty(), Duration.ZERO, new SeededChance(7));
  }
}
