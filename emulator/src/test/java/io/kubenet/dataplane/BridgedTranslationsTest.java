package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods send, translated to an address of their own bridge. */
class BridgedTranslationsTest {

  private static final String DNAT =
      """
      *nat
      :PREROUTING ACCEPT
      :INPUT ACCEPT
      :OUTPUT ACCEPT
      :POSTROUTING ACCEPT
      -A PREROUTING -j DNAT --to-destination %s
      COMMIT
      """;

  @ParameterizedTest
  @CsvSource({
    "IPV4, 10.244.1.99, 10.244.2.8:80, HOST_UNREACHABLE",
    "IPV4, 10.244.1.99, 10.244.1.7:80, TIMED_OUT",
    "IPV6, fd00:10:244:1::99, [fd00:10:244:2::8]:80, HOST_UNREACHABLE",
    "IPV6, fd00:10:244:1::99, [fd00:10:244:1::7]:80, TIMED_OUT",
  })
  void senderIsToldThatNobodyIsThereUnlessItsFrameWasForAnotherPod(
      IpFamily family, String nobody, String target, Verdict verdict) {
    Outcome outcome =
        RuledNode.of(family, DNAT.formatted(nobody)).connect(Protocol.TCP, target).outcome();

    assertThat(outcome.verdict()).isEqualTo(verdict);
    assertThat(outcome.because()).isEqualTo("no host on the link answers for " + nobody);
  }
}
