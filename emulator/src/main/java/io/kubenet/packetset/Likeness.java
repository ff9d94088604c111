package io.kubenet.packetset;

import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The packets that all questions so far were answered for as they were for one packet.
 *
 * <p>A packet is carried by the code that carries every packet. Whoever asks it something says here
 * which values of what was asked answer alike, and the set shrinks to them; what it has lost in the
 * end is carried later. A value is taken to be a field of the packet as it came wherever it is
 * equal to that: NAT, conntrack and replies only copy fields, so whatever comes of a field is equal
 * to it, and what is equal by accident makes the set smaller, never larger, than it need be.
 *
 * <p>Two fields that may both be anything are not compared with each other: of packets whose source
 * is their destination in address and port nothing is said.
 */
public final class Likeness {

  /** Of packets that are carried for themselves alone: nothing is kept. */
  public static final Likeness UNWATCHED = new Likeness(null, null, List.of());

  private final Packet packet;
  private final List<String> interfaces;
  private PacketBox box;

  private Likeness(Packet packet, PacketBox box, List<String> interfaces) {
    this.packet = packet;
    this.box = box;
    this.interfaces = interfaces;
  }

  /** All packets of a box, before anything is asked of its representative. */
  public static Likeness of(PacketBox box, List<String> interfaces) {
    return new Likeness(box.representative(), box, List.copyOf(interfaces));
  }

  /** Whether anybody wants to know: else nothing need be said. */
  public boolean isWatched() {
    return box != null;
  }

  /** The packet that is carried, as it came. */
  public Packet packet() {
    return packet;
  }

  /** The interface that it came by. */
  public String inInterface() {
    return interfaces.get(box.representativeInterface());
  }

  /** The packets that were alike so far. */
  public PacketBox box() {
    return box;
  }

  /** Something was asked of an address, and these are answered alike. */
  public void keepAddress(IpAddress asked, IntervalSet alike) {
    if (!isWatched()) {
      return;
    }
    if (asked.equals(packet.source())) {
      keep(PacketField.SOURCE, alike);
    }
    if (asked.equals(packet.destination())) {
      keep(PacketField.DESTINATION, alike);
    }
  }

  /** Whether an address is among some was asked. */
  public void askedWhether(IpAddress asked, IntervalSet some) {
    if (!isWatched()) {
      return;
    }
    if (asked.equals(packet.source())) {
      divide(PacketField.SOURCE, some, some.contains(asked));
    }
    if (asked.equals(packet.destination())) {
      divide(PacketField.DESTINATION, some, some.contains(asked));
    }
  }

  /** An address was asked for itself: only the same is alike. */
  public void pin(IpAddress asked) {
    if (isWatched()) {
      keepAddress(asked, IntervalSet.of(asked));
    }
  }

  /** Something was asked of a port, and these are answered alike. */
  public void keepPort(int asked, IntervalSet alike) {
    if (!isWatched() || !packet.protocol().hasPorts()) {
      return;
    }
    if (asked == packet.sourcePort()) {
      keep(PacketField.SOURCE_PORT, alike);
    }
    if (asked == packet.destinationPort()) {
      keep(PacketField.DESTINATION_PORT, alike);
    }
  }

  /** Whether a port is among some was asked. */
  public void askedWhether(int asked, IntervalSet some) {
    if (!isWatched() || !packet.protocol().hasPorts()) {
      return;
    }
    if (asked == packet.sourcePort()) {
      divide(PacketField.SOURCE_PORT, some, some.contains(asked));
    }
    if (asked == packet.destinationPort()) {
      divide(PacketField.DESTINATION_PORT, some, some.contains(asked));
    }
  }

  /** A port was asked for itself: only the same is alike. */
  public void pin(int asked) {
    if (isWatched()) {
      keepPort(asked, IntervalSet.of(asked));
    }
  }

  /**
   * Something was asked of TCP flags; those of an answer come of the packet's in ways of its own.
   */
  public void keepFlags(int asked, IntervalSet alike) {
    if (isWatched()) {
      int own = PacketBox.flags(packet.payload());
      keep(PacketField.TCP_FLAGS, asked == own ? alike : IntervalSet.of(own));
    }
  }

  /** Something was asked of an ICMP message's type and code, of which one may answer the other. */
  public void keepIcmp(int asked, IntervalSet alike) {
    if (isWatched()) {
      int own = PacketBox.icmp(packet.payload());
      keep(PacketField.ICMP_TYPE, asked == own ? alike : IntervalSet.of(own));
    }
  }

  /** Something was asked of an ICMP message's type alone. */
  public void keepIcmpTypes(int asked, IntPredicate isAlike) {
    if (isWatched()) {
      List<IntervalSet> alike = new ArrayList<>();
      for (int type = 0; type < 256; type++) {
        if (isAlike.test(type)) {
          alike.add(IntervalSet.range(type << 8, type << 8 | 0xff));
        }
      }
      keepIcmp(asked, IntervalSet.union(alike));
    }
  }

  /** Something was asked of the name of an interface. */
  public void keepInterface(String asked, Predicate<String> isAlike) {
    if (isWatched() && asked.equals(inInterface())) {
      keep(
          PacketField.IN_INTERFACE,
          IntervalSet.where(interfaces.size(), i -> isAlike.test(interfaces.get(i))));
    }
  }

  /** Something was asked that nothing more is known of: only the same packet is alike. */
  public void pinAll() {
    if (isWatched()) {
      pin(packet.source());
      pin(packet.destination());
      pin(packet.sourcePort());
      pin(packet.destinationPort());
      keepFlags(-1, IntervalSet.NONE);
      keepIcmp(-1, IntervalSet.NONE);
      keepInterface(inInterface(), inInterface()::equals);
    }
  }

  private void divide(PacketField field, IntervalSet some, boolean isAmong) {
    IntervalSet now = box.get(field);
    if (now.intervals() == 1 && now.isOne()) {
      return;
    }
    box = box.with(field, isAmong ? now.intersect(some) : now.minus(some));
  }

  private void keep(PacketField field, IntervalSet alike) {
    IntervalSet now = box.get(field);
    if (now.intervals() == 1 && now.isOne()) {
      return;
    }
    box = box.with(field, now.intersect(alike));
  }
}
