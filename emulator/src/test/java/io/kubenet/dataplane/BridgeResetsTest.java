package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.trace.TraceText;
import io.kubenet.trace.Verdict;
import org.junit.jupiter.api.Test;

/** RSTs of a node to its own pods: they go back by the bridge port, past all rules. */
class BridgeResetsTest {

  private static final String RESET =
      """
      *filter
      :INPUT ACCEPT
      :FORWARD ACCEPT
      :OUTPUT DROP
      -A FORWARD -p tcp -j REJECT --reject-with tcp-reset
      -A FORWARD -p udp -j REJECT --reject-with icmp-port-unreachable
      COMMIT
      """;
  private static final String DNAT =
      """
      *nat
      :PREROUTING ACCEPT
      :INPUT ACCEPT
      :OUTPUT ACCEPT
      :POSTROUTING ACCEPT
      -A PREROUTING -d 10.96.0.10 -j DNAT --to-destination 10.244.2.8
      COMMIT
      """;

  @Test
  void policyOfOutputDoesNotHoldThemUp() {
    Exchange exchange = RuledNode.of(IpFamily.IPV4, RESET).connect(Protocol.TCP, "10.244.2.8:80");

    assertThat(exchange.outcome().verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(TraceText.of(exchange.reply().orElseThrow(), ""))
        .isEqualTo(
            """
            node1
            pod default/client\
            """);
  }

  @Test
  void policyOfOutputHoldsUpErrorsAboutDatagrams() {
    Exchange exchange = RuledNode.of(IpFamily.IPV4, RESET).connect(Protocol.UDP, "10.244.2.8:80");

    assertThat(exchange.outcome().verdict()).isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void theyAreNotTranslatedBack() {
    Exchange exchange =
        RuledNode.of(IpFamily.IPV4, DNAT + RESET).connect(Protocol.TCP, "10.96.0.10:80");

    assertThat(exchange.outcome().verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(exchange.outcome().because())
        .isEqualTo(
            "the reply came from 10.244.2.8:80 to 10.244.1.50:32768,"
                + " not from 10.96.0.10:80 to 10.244.1.50:32768");
  }
}
