package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.symbolic.Agreement;
import io.kubenet.symbolic.NodeAddresses;
import io.kubenet.symbolic.NodeMachine;
import io.kubenet.symbolic.NodeUniverse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All packets through the rules that real kube-proxies wrote: of one listing of 60 in every build,
 * of all with {@code -Dkubenet.packets.step=1}.
 */
class RecordedPacketsTest {

  private static final List<String> INTERFACES = List.of("eth0", "cni0", NodeMachine.NONE);

  static Stream<Recording> recordings() {
    List<Recording> all = Stream.of("iptables", "nftables").flatMap(Recording::ofMode).toList();
    int step = Integer.getInteger("kubenet.packets.step", 60);
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void endAsTheirClassSays(Recording recording) {
    NodeMachine machine = machine(rules(recording));
    NodeUniverse universe = NodeUniverse.of(INTERFACES, List.of(recording.family()));

    assertThat(Agreement.contradictions(machine, universe, 200)).isEmpty();
  }

  static HostRules rules(Recording recording) {
    return recording.listing().getParent().endsWith("iptables")
        ? HostRules.of(IptablesRuleset.parse(recording.family(), recording.rules()))
        : HostRules.of(NftablesRuleset.parse(recording.rules()));
  }

  static NodeMachine machine(HostRules rules) {
    return new NodeMachine(
        ProgramCompiler.checked(rules),
        new NodeAddresses(
            List.of(IpAddress.of("192.168.0.11"), IpAddress.of("fd00:192::11")),
            List.of(Cidr.of("10.244.1.0/24"), Cidr.of("fd00:10:244:1::/64"))));
  }
}
