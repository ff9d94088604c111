package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.dns.message.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorefileTest {

  @Test
  void clusterDomainIsTheFirstZoneThatIsNotForAddresses() {
    Corefile corefile =
        Corefile.parse(
            """
            # The cluster's own names, and those of the company.
            cluster.example:53 {
                kubernetes 10.in-addr.arpa cluster.example {
                    pods verified   # as asked for
                }
            }
            dns://corp.example:5353, . {
                forward . 192.0.2.1 "192.0.2.2"
            }
            """,
            "Corefile");

    assertThat(corefile.clusterDomain()).isEqualTo("cluster.example");
    assertThat(corefile.blockOf(DomainName.of("web.cluster.example")).orElseThrow().kubernetes())
        .isPresent();
    assertThat(corefile.blockOf(DomainName.of("db.corp.example")).orElseThrow().forwarded())
        .isNotEmpty();
  }

  @Test
  void nameOfNoBlockIsRefused() {
    Corefile corefile = Corefile.parse("cluster.local {\n}", "Corefile");

    assertThat(corefile.blockOf(DomainName.of("example.com"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rewrite name a b | Corefile:2: the plugin 'rewrite' of Corefile is not modelled",
        "loadbalance weighted w | Corefile:2: the policy 'weighted' of loadbalance is not modelled",
        "forward . | Corefile:2: 'forward' takes a zone and the resolvers that are asked",
        "cache 0 | Corefile:2: the TTL of a cache is not 0",
        "kubernetes in-addr.arpa. { | Corefile:1: the block has no closing brace",
        "kubernetes 10.0.0.0/8 | Corefile:2: zones as CIDRs are not modelled: '10.0.0.0/8'; write"
            + " it as in-addr.arpa",
        "kubernetes 10.in-addr.arpa | Corefile:2: 'kubernetes' needs a zone that is not for"
            + " addresses",
      })
  void faultIsNamedWithItsPlace(String line, String message) {
    assertThatThrownBy(() -> Corefile.parse(".:53 {\n" + line + "\n}", "Corefile"))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pods some | Corefile:3: 'pods some' is unknown; pods are disabled, insecure or verified",
        "pods | Corefile:3: 'pods' takes one argument, not 0",
        "ttl 3601 | Corefile:3: ttl 3601 is not in 0-3600",
        "ttl soon | Corefile:3: 'soon' is no number",
        "labels app=web | Corefile:3: the option 'labels' of kubernetes is not modelled",
        "ignore all | Corefile:3: 'ignore all' is unknown; it takes empty_service",
      })
  void faultOfAnOptionIsNamedWithItsPlace(String line, String message) {
    String text = ".:53 {\n  kubernetes cluster.local {\n" + line + "\n  }\n}";

    assertThatThrownBy(() -> Corefile.parse(text, "Corefile")).hasMessage(message);
  }

  @Test
  void emptyFileIsNoCorefile() {
    assertThatThrownBy(() -> Corefile.parse("# nothing\n", "Corefile"))
        .hasMessage("Corefile: a Corefile has at least one server block");
  }
}
