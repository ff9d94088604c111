package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node's own address is to its rules: IPv6 also calls it unicast. */
class AddressTypesTest {

  @ParameterizedTest
  @CsvSource({
    "192.168.0.11, --dst-type LOCAL, TIMED_OUT",
    "192.168.0.11, --dst-type UNICAST, REFUSED",
    "192.168.0.11, '--dst-type UNICAST,LOCAL', TIMED_OUT",
    "fd00:192::11, --dst-type LOCAL, TIMED_OUT",
    "fd00:192::11, --dst-type UNICAST, TIMED_OUT",
    "fd00:192::11, '--dst-type UNICAST,LOCAL', TIMED_OUT",
    "fd00:192::11, --src-type UNICAST, TIMED_OUT",
    "fd00:192::11, '--src-type UNICAST,LOCAL', REFUSED",
    "fd00:192::11, '--dst-type MULTICAST,LOCAL', REFUSED",
  })
  void ruleDropsWhatIsForTheNode(String own, String types, Verdict verdict) {
    IpPort target = new IpPort(IpAddress.of(own), 80);

    assertThat(connect(target, "-A INPUT -m addrtype " + types + " -j DROP")).isEqualTo(verdict);
  }

  private static Verdict connect(IpPort target, String rule) {
    String text = "*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n" + rule + "\nCOMMIT\n";
    return RuledNode.of(target.address().family(), text)
        .connect(Protocol.TCP, target.toString())
        .outcome()
        .verdict();
  }
}
