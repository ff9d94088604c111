package io.kubenet.conformance.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.Partition;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.symbolic.Fates;
import io.kubenet.symbolic.NodeAddresses;
import io.kubenet.symbolic.NodeMachine;
import io.kubenet.symbolic.NodeUniverse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** All packets through arbitrary rules: those of a class end as the class says. */
class ArbitraryPacketsTest {

  private static final int BUDGET = 1500;
  private static final int PACKETS = 300;
  private static final int TRIES = 20;
  private static final List<String> INTERFACES = List.of("eth0", "cni0", NodeMachine.NONE);
  private static final NodeAddresses NODE =
      new NodeAddresses(
          List.of(IpAddress.of("192.168.0.11"), IpAddress.of("fd00:192::11")),
          List.of(Cidr.of("10.244.1.0/24"), Cidr.of("fd00:10:244:1::/64")));

  @Property(tries = TRIES, seed = Seeds.OF_EVERY_BUILD)
  void endAsTheirClassSaysInIptables(@ForAll("iptables") String rules) {
    HostRules ruleset = HostRules.of(IptablesRuleset.parse(IpFamily.IPV4, rules));

    assertThat(contradictions(ruleset, IpFamily.IPV4)).isEmpty();
  }

  @Property(tries = TRIES, seed = Seeds.OF_EVERY_BUILD)
  void endAsTheirClassSaysInIp6tables(@ForAll("iptables") String rules) {
    HostRules ruleset = HostRules.of(IptablesRuleset.parse(IpFamily.IPV6, SaidInIpv6.rules(rules)));

    assertThat(contradictions(ruleset, IpFamily.IPV6)).isEmpty();
  }

  @Property(tries = TRIES, seed = Seeds.OF_EVERY_BUILD)
  void endAsTheirClassSaysInNftables(@ForAll("nftables") String rules, @ForAll IpFamily family) {
    boolean isIpv6 = family == IpFamily.IPV6;
    HostRules ruleset =
        HostRules.of(NftablesRuleset.parse(isIpv6 ? NftablesInIpv6.rules(rules) : rules));

    assertThat(contradictions(ruleset, family)).isEmpty();
  }

  @Provide
  Arbitrary<String> iptables() {
    return IptablesArbitrary.rulesets();
  }

  @Provide
  Arbitrary<String> nftables() {
    return NftablesArbitrary.rulesets();
  }

  private static List<String> contradictions(HostRules rules, IpFamily family) {
    NodeMachine machine = new NodeMachine(ProgramCompiler.checked(rules), NODE);
    NodeUniverse universe = NodeUniverse.of(INTERFACES, List.of(family));
    Partition<Fates> partition = Partition.of(universe.boxes(), INTERFACES, machine::fates, BUDGET);
    assertThat(partition.size())
        .isEqualTo(
            universe.boxes().stream()
                .map(PacketBox::size)
                .reduce(BigInteger.ZERO, BigInteger::add));
    List<String> contradictions = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      Partition.Part<Fates> part = partition.parts().get((i * 7919) % partition.parts().size());
      PacketBox one = part.box().some(i * 31L + 17);
      Packet packet = one.representative();
      String from = INTERFACES.get(one.representativeInterface());
      Fates alone = machine.fates(packet, from).of(packet);
      Fates ofClass = part.answer().of(packet);
      if (!alone.equals(ofClass) && contradictions.size() < 3) {
        contradictions.add(
            packet
                + " by '"
                + from
                + "' of "
                + part.box()
                + "\n is "
                + alone
                + "\n not "
                + ofClass);
      }
    }
    return contradictions;
  }
}
