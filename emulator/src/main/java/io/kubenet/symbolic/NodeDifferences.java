package io.kubenet.symbolic;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Packet;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.Partition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where two nodes treat packets differently.
 *
 * @param universe all packets that were asked about
 * @param classes how many classes of packets there are that both nodes treat alike within
 * @param differences what is treated differently
 * @param open what was not decided within the budget
 */
public record NodeDifferences(
    NodeUniverse universe, int classes, List<Difference> differences, List<PacketBox> open) {

  /** What both nodes do with a packet. */
  private record Both(Fates before, Fates after) {

    boolean isEqual() {
      return before.equals(after);
    }
  }

  /**
   * Packets that the two nodes treat differently, all in the same way.
   *
   * @param packets which; no packet is in two of the boxes
   * @param before what the first node does
   * @param after what the second node does
   * @param witness one of them
   */
  public record Difference(List<PacketBox> packets, Fates before, Fates after, Packet witness) {

    public Difference {
      packets = ImmutableList.copyOf(packets);
    }

    /** How many packets they are. */
    public BigInteger count() {
      return packets.stream().map(PacketBox::size).reduce(BigInteger.ZERO, BigInteger::add);
    }
  }

  public NodeDifferences {
    differences = ImmutableList.copyOf(differences);
    open = ImmutableList.copyOf(open);
  }

  /**
   * Compares two nodes over all packets.
   *
   * @param budget how many packets may be carried
   */
  public static NodeDifferences between(
      NodeMachine before, NodeMachine after, NodeUniverse universe, int budget) {
    Partition<Both> partition =
        Partition.of(
            universe.boxes(),
            universe.interfaces(),
            likeness -> new Both(before.fates(likeness), after.fates(likeness)),
            budget);
    Map<Both, List<Partition.Part<Both>>> different = new LinkedHashMap<>();
    for (Partition.Part<Both> part : partition.parts()) {
      if (!part.answer().isEqual()) {
        different.computeIfAbsent(part.answer(), any -> new ArrayList<>()).add(part);
      }
    }
    ImmutableList.Builder<Difference> differences = ImmutableList.builder();
    different.forEach(
        (both, parts) ->
            differences.add(
                new Difference(
                    Partition.joined(parts.stream().map(Partition.Part::box).toList()),
                    both.before(),
                    both.after(),
                    parts.get(0).representative())));
    return new NodeDifferences(
        universe, partition.parts().size(), differences.build(), partition.open());
  }

  /** Whether every packet is treated alike. */
  public boolean isAlike() {
    return differences.isEmpty() && open.isEmpty();
  }
}
