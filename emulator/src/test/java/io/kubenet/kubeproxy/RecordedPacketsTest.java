package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.Partition;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.symbolic.Agreement;
import io.kubenet.symbolic.Fates;
import io.kubenet.symbolic.NodeAddresses;
import io.kubenet.symbolic.NodeDifferences;
import io.kubenet.symbolic.NodeMachine;
import io.kubenet.symbolic.NodeUniverse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All packets through the rules that real kube-proxies wrote: of one listing of 120 in every build,
 * of all with {@code -Dkubenet.packets.step=1}.
 */
class RecordedPacketsTest {

  private static final List<String> INTERFACES = List.of("eth0", "cni0", NodeMachine.NONE);

  static Stream<Recording> recordings() {
    List<Recording> all = Stream.of("iptables", "nftables").flatMap(Recording::ofMode).toList();
    int step = Integer.getInteger("kubenet.packets.step", 120);
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  static Stream<Recording> some() {
    List<Recording> all = Recording.ofMode("iptables").toList();
    int step = Integer.getInteger("kubenet.packets.step", 200);
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void endAsTheirClassSays(Recording recording) {
    NodeMachine machine = machine(rules(recording));
    NodeUniverse universe = NodeUniverse.of(INTERFACES, List.of(recording.family()));

    assertThat(Agreement.contradictions(machine, universe, 200)).isEmpty();
  }

  /** A rule may be of no effect: then nothing that random packets meet may tell of it either. */
  @ParameterizedTest
  @MethodSource("some")
  void tellWhetherARuleIsMissing(Recording recording) {
    NodeUniverse universe = NodeUniverse.of(INTERFACES, List.of(recording.family()));
    NodeMachine whole = machine(rules(recording));
    List<String> lines = recording.rules().lines().toList();
    int step = Math.max(1, lines.size() / 4);

    for (int i = lines.size() - 1; i > 0; i -= step) {
      if (!lines.get(i).startsWith("-A ")) {
        continue;
      }
      List<String> kept = new ArrayList<>(lines);
      kept.remove(i);
      String text = String.join("\n", kept) + "\n";
      NodeMachine mutant = machine(HostRules.of(IptablesRuleset.parse(recording.family(), text)));
      NodeDifferences found = NodeDifferences.between(whole, mutant, universe, 60_000);

      assertThat(found.open()).isEmpty();
      for (NodeDifferences.Difference difference : found.differences()) {
        PacketBox box = difference.packets().get(0).some(i);
        Packet packet = box.representative();
        String from = INTERFACES.get(box.representativeInterface());
        assertThat(whole.fates(packet, from).of(packet))
            .isEqualTo(difference.before().of(packet))
            .isNotEqualTo(mutant.fates(packet, from).of(packet));
      }
      if (found.differences().isEmpty()) {
        assertNothingTellsThemApart(whole, mutant, universe);
      }
    }
  }

  private static void assertNothingTellsThemApart(
      NodeMachine whole, NodeMachine mutant, NodeUniverse universe) {
    Partition<Fates> classes =
        Partition.of(universe.boxes(), universe.interfaces(), whole::fates, 20_000);
    for (Partition.Part<Fates> part : classes.parts()) {
      PacketBox box = part.box().some(99);
      Packet packet = box.representative();
      String from = universe.interfaces().get(box.representativeInterface());
      assertThat(mutant.fates(packet, from)).isEqualTo(whole.fates(packet, from));
    }
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
