package io.kubenet.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.chance.SeededChance;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Program;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import java.util.List;
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
    IpPort target = IpPort.of(own.contains(":") ? "[" + own + "]:80" : own + ":80");

    assertThat(connect(target, "-A INPUT -m addrtype " + types + " -j DROP")).isEqualTo(verdict);
  }

  private static Verdict connect(IpPort target, String rule) {
    IpFamily family = target.address().family();
    String text = "*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n" + rule + "\nCOMMIT\n";
    Program program = Program.compile(List.of(IptablesRuleset.parse(family, text)));
    return Fabric.of(
            SmallCluster.state(),
            FabricConfig.DEFAULT,
            node -> node.equals("node1") ? program : Program.EMPTY)
        .exchange(
            Attempt.of(SmallCluster.CLIENT, Protocol.TCP, target),
            new SeededChance(1),
            Duration.ZERO)
        .outcome()
        .verdict();
  }
}
