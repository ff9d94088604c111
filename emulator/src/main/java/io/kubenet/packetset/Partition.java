package io.kubenet.packetset;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Packet;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All packets of a universe, in classes that have no packet in common, each with the answer that
 * all of its packets get.
 *
 * @param parts the classes
 * @param open what was not looked at when the budget was spent; empty where all is decided
 */
public record Partition<T>(List<Part<T>> parts, List<PacketBox> open) {

  /**
   * A class of packets.
   *
   * @param box its packets
   * @param representative the one that was carried
   * @param answer what became of it, and becomes of all others
   */
  public record Part<T>(PacketBox box, Packet representative, T answer) {}

  public Partition {
    parts = ImmutableList.copyOf(parts);
    open = ImmutableList.copyOf(open);
  }

  /**
   * Divides a universe.
   *
   * @param universe boxes that have no packet in common
   * @param interfaces what the numbers of interfaces mean
   * @param answer carries the packet of a likeness, and says everything that it asks
   * @param budget how many packets may be carried
   */
  public static <T> Partition<T> of(
      List<PacketBox> universe, List<String> interfaces, Function<Likeness, T> answer, int budget) {
    Deque<PacketBox> left = new ArrayDeque<>();
    for (PacketBox box : universe) {
      if (!box.isEmpty()) {
        left.addLast(box);
      }
    }
    List<Part<T>> parts = new ArrayList<>();
    while (!left.isEmpty() && parts.size() < budget) {
      PacketBox box = left.removeFirst();
      Optional<List<PacketBox>> halves = box.halves();
      if (halves.isPresent()) {
        left.addFirst(halves.get().get(1));
        left.addFirst(halves.get().get(0));
        continue;
      }
      Likeness likeness = Likeness.of(box, interfaces);
      T said = answer.apply(likeness);
      parts.add(new Part<>(likeness.box(), likeness.packet(), said));
      box.minus(likeness.box()).forEach(left::addFirst);
    }
    return new Partition<>(parts, ImmutableList.copyOf(left));
  }

  public boolean isDecided() {
    return open.isEmpty();
  }

  /** The class of a packet that comes by the interface of a number, if it was decided. */
  public Optional<Part<T>> partOf(Packet packet, int inInterface) {
    return parts.stream().filter(part -> part.box().contains(packet, inInterface)).findFirst();
  }

  /** How many packets there are, decided or not. */
  public BigInteger size() {
    return parts.stream()
        .map(part -> part.box().size())
        .reduce(BigInteger.ZERO, BigInteger::add)
        .add(openSize());
  }

  /** How many packets were not looked at. */
  public BigInteger openSize() {
    return open.stream().map(PacketBox::size).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The packets of each answer, in as few boxes as joining neighbours makes of them. */
  public Map<T, List<PacketBox>> byAnswer() {
    Map<T, List<PacketBox>> byAnswer = new LinkedHashMap<>();
    parts.forEach(
        part -> byAnswer.computeIfAbsent(part.answer(), any -> new ArrayList<>()).add(part.box()));
    byAnswer.replaceAll((any, boxes) -> joined(boxes));
    return byAnswer;
  }

  /** The same packets in fewer boxes: those that differ in one field become one. */
  public static List<PacketBox> joined(Collection<PacketBox> boxes) {
    List<PacketBox> joined = ImmutableList.copyOf(boxes);
    int before;
    do {
      before = joined.size();
      for (PacketField field : PacketField.values()) {
        joined = joinedIn(field, joined);
      }
    } while (joined.size() < before);
    return joined;
  }

  private static List<PacketBox> joinedIn(PacketField field, List<PacketBox> boxes) {
    Map<PacketBox, List<PacketBox>> alike = new LinkedHashMap<>();
    boxes.forEach(
        box ->
            alike
                .computeIfAbsent(box.with(field, IntervalSet.NONE), any -> new ArrayList<>())
                .add(box));
    ImmutableList.Builder<PacketBox> joined = ImmutableList.builder();
    alike.forEach(
        (rest, some) ->
            joined.add(
                rest.with(
                    field, IntervalSet.union(some.stream().map(box -> box.get(field)).toList()))));
    return joined.build();
  }
}
