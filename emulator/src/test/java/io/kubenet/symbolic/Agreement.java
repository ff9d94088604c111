package io.kubenet.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.Packet;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.Partition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Holds classes of packets and single packets to one another. */
public final class Agreement {

  private Agreement() {}

  /** What random packets of a node's classes contradict; the classes are whole, too. */
  public static List<String> contradictions(NodeMachine machine, NodeUniverse universe, int tries) {
    Partition<Fates> partition =
        Partition.of(universe.boxes(), universe.interfaces(), machine::fates, 20_000);
    assertThat(partition.size())
        .isEqualTo(
            universe.boxes().stream()
                .map(PacketBox::size)
                .reduce(BigInteger.ZERO, BigInteger::add));
    List<String> contradictions = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      List<Partition.Part<Fates>> parts = partition.parts();
      Partition.Part<Fates> part = parts.get((i * 7919) % parts.size());
      PacketBox one = part.box().some(i * 31L + 17);
      Packet packet = one.representative();
      String from = universe.interfaces().get(one.representativeInterface());
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
