package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import org.junit.jupiter.api.Test;

/** ICMP errors about datagrams that were redirected, where raw OUTPUT keeps them untracked. */
class UntrackedErrorsTest {

  private static final String UNTRACKED =
      """
      *raw
      :PREROUTING ACCEPT
      :OUTPUT ACCEPT
      -A OUTPUT -j CT --notrack
      COMMIT
      """;
  private static final String REDIRECT =
      """
      *nat
      :PREROUTING ACCEPT
      :INPUT ACCEPT
      :OUTPUT ACCEPT
      :POSTROUTING ACCEPT
      -A PREROUTING -p udp -j REDIRECT --to-ports 8080
      COMMIT
      """;
  private static final String REJECT =
      """
      *filter
      :INPUT ACCEPT
      :FORWARD ACCEPT
      :OUTPUT ACCEPT
      -A INPUT -p udp -j REJECT --reject-with icmp-port-unreachable
      COMMIT
      """;

  @Test
  void closedPortIsNotTranslatedBack() {
    assertThat(datagram(UNTRACKED + REDIRECT)).isEqualTo(Verdict.TIMED_OUT);
    assertThat(datagram(REDIRECT)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void refusalByARuleIsTranslatedBack() {
    assertThat(datagram(UNTRACKED + REDIRECT + REJECT)).isEqualTo(Verdict.REFUSED);
  }

  private static Verdict datagram(String rules) {
    return RuledNode.of(IpFamily.IPV4, rules)
        .connect(Protocol.UDP, "10.244.2.8:81")
        .outcome()
        .verdict();
  }
}
