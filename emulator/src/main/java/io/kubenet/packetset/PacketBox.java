package io.kubenet.packetset;

import io.kubenet.net.Datagram;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.net.Payload;
import io.kubenet.net.Protocol;
import io.kubenet.net.TcpSegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Packets of one family and protocol: all combinations of what each field may be. An immutable
 * value.
 */
public final class PacketBox {

  private static final int MOST_INTERVALS = 64;
  private static final long PORTS = 65535;
  private static final long FLAGS = 63;

  /** The port that a representative has where it may have any: one that rules seldom name. */
  private static final long USUAL_PORT = 33333;

  private final IpFamily family;
  private final Protocol protocol;
  private final IntervalSet[] fields;

  private PacketBox(IpFamily family, Protocol protocol, IntervalSet[] fields) {
    this.family = family;
    this.protocol = protocol;
    this.fields = fields;
  }

  /**
   * All packets of a family and a protocol that come by the first interface of the list: SYN
   * segments of TCP, echo requests of ICMP.
   */
  public static PacketBox all(IpFamily family, Protocol protocol) {
    IntervalSet[] fields = new IntervalSet[PacketField.values().length];
    Arrays.fill(fields, IntervalSet.of(0));
    IntervalSet ports = IntervalSet.range(0, protocol.hasPorts() ? PORTS : 0);
    PacketBox box = new PacketBox(family, protocol, fields);
    return box.with(PacketField.SOURCE, IntervalSet.all(family))
        .with(PacketField.DESTINATION, IntervalSet.all(family))
        .with(PacketField.SOURCE_PORT, ports)
        .with(PacketField.DESTINATION_PORT, ports)
        .with(
            PacketField.TCP_FLAGS,
            IntervalSet.of(protocol == Protocol.TCP ? TcpSegment.SYN_FLAG : 0))
        .with(
            PacketField.ICMP_TYPE,
            IntervalSet.of(protocol.hasPorts() ? 0 : family == IpFamily.IPV4 ? 8 << 8 : 128 << 8));
  }

  /** The same with whatever flags or types of messages there are. */
  public PacketBox ofAnyKind() {
    if (protocol == Protocol.TCP) {
      return with(PacketField.TCP_FLAGS, IntervalSet.range(0, FLAGS));
    }
    return protocol.hasPorts() ? this : with(PacketField.ICMP_TYPE, IntervalSet.range(0, PORTS));
  }

  public IpFamily family() {
    return family;
  }

  public Protocol protocol() {
    return protocol;
  }

  /** What a field may be. */
  public IntervalSet get(PacketField field) {
    return fields[field.place()];
  }

  /** The same packets, but for what a field may be. */
  public PacketBox with(PacketField field, IntervalSet values) {
    IntervalSet[] changed = fields.clone();
    changed[field.place()] = values;
    return new PacketBox(family, protocol, changed);
  }

  /** Those whose field is among some values. */
  public PacketBox keep(PacketField field, IntervalSet values) {
    return with(field, get(field).intersect(values));
  }

  public boolean isEmpty() {
    return Arrays.stream(fields).anyMatch(IntervalSet::isEmpty);
  }

  /** How many packets it holds. */
  public BigInteger size() {
    BigInteger size = BigInteger.ONE;
    for (IntervalSet values : fields) {
      size = size.multiply(values.size());
    }
    return size;
  }

  /** Whether it holds a packet that comes by the interface of this number. */
  public boolean contains(Packet packet, int inInterface) {
    return packet.family() == family
        && packet.protocol() == protocol
        && get(PacketField.SOURCE).contains(packet.source())
        && get(PacketField.DESTINATION).contains(packet.destination())
        && get(PacketField.SOURCE_PORT).contains(packet.sourcePort())
        && get(PacketField.DESTINATION_PORT).contains(packet.destinationPort())
        && get(PacketField.TCP_FLAGS).contains(flags(packet.payload()))
        && get(PacketField.ICMP_TYPE).contains(icmp(packet.payload()))
        && get(PacketField.IN_INTERFACE).contains(inInterface);
  }

  static int flags(Payload payload) {
    return payload instanceof TcpSegment segment ? segment.flags() : 0;
  }

  static int icmp(Payload payload) {
    return payload instanceof IcmpMessage message ? message.type() << 8 | message.code() : 0;
  }

  /**
   * One packet of it: the least of each field, but for source ports; the destination is the
   * greatest, so that it is not the source unless both are one.
   */
  public Packet representative() {
    return new Packet(
        protocol,
        get(PacketField.SOURCE).least(family),
        Math.toIntExact(usualPort()),
        get(PacketField.DESTINATION).greatest(family),
        Math.toIntExact(get(PacketField.DESTINATION_PORT).least()),
        payload());
  }

  /**
   * A box of one of its packets, for those that try some of all.
   *
   * @param number any; equal numbers give the same one
   */
  public PacketBox some(long number) {
    PacketBox some = this;
    long mixed = number;
    for (PacketField field : PacketField.values()) {
      mixed = mixed * 0x5851f42d4c957f2dL + 0x14057b7ef767814fL;
      some = some.with(field, get(field).some(mixed >>> 7));
    }
    return some;
  }

  private long usualPort() {
    IntervalSet ports = get(PacketField.SOURCE_PORT);
    return ports.contains(USUAL_PORT) ? USUAL_PORT : ports.least();
  }

  private Payload payload() {
    if (protocol == Protocol.TCP) {
      return new TcpSegment(Math.toIntExact(get(PacketField.TCP_FLAGS).least()));
    }
    if (protocol.hasPorts()) {
      return Datagram.INSTANCE;
    }
    int type = Math.toIntExact(get(PacketField.ICMP_TYPE).least());
    return new IcmpMessage(type >> 8, type & 0xff, 1, Optional.empty());
  }

  /** The interface that the representative comes by. */
  public int representativeInterface() {
    return Math.toIntExact(get(PacketField.IN_INTERFACE).least());
  }

  /** Those that are in both. */
  public PacketBox intersect(PacketBox other) {
    IntervalSet[] both = fields.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] = isOfKind(other) ? both[i].intersect(other.fields[i]) : IntervalSet.NONE;
    }
    return new PacketBox(family, protocol, both);
  }

  private boolean isOfKind(PacketBox other) {
    return family == other.family && protocol == other.protocol;
  }

  /** Those that are not in another box, as boxes that have no packet in common. */
  public List<PacketBox> minus(PacketBox other) {
    List<PacketBox> left = new ArrayList<>();
    if (intersect(other).isEmpty()) {
      left.add(this);
      return left;
    }
    PacketBox rest = this;
    for (PacketField field : PacketField.values()) {
      IntervalSet outside = rest.get(field).minus(other.get(field));
      if (!outside.isEmpty()) {
        left.add(rest.with(field, outside));
        rest = rest.keep(field, other.get(field));
      }
    }
    return left;
  }

  /**
   * Two boxes that together are this one, where a field has very many intervals: what is taken out
   * of many, one by one, is taken out of few.
   */
  Optional<List<PacketBox>> halves() {
    for (PacketField field : PacketField.values()) {
      IntervalSet values = get(field);
      if (values.intervals() > MOST_INTERVALS) {
        return Optional.of(
            List.of(with(field, values.firstHalf()), with(field, values.secondHalf())));
      }
    }
    return Optional.empty();
  }

  /**
   * One box that holds what the two do and nothing else, if there is one: they differ in one field.
   */
  public Optional<PacketBox> joined(PacketBox other) {
    if (!isOfKind(other)) {
      return Optional.empty();
    }
    Optional<PacketField> different = Optional.empty();
    for (PacketField field : PacketField.values()) {
      if (!get(field).equals(other.get(field))) {
        if (different.isPresent()) {
          return Optional.empty();
        }
        different = Optional.of(field);
      }
    }
    return Optional.of(
        different.map(field -> with(field, get(field).union(other.get(field)))).orElse(this));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PacketBox box && isOfKind(box) && Arrays.equals(fields, box.fields);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fields) * 31 + protocol.number();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(family).append(' ').append(protocol);
    for (PacketField field : PacketField.values()) {
      text.append(' ').append(field).append(' ').append(get(field));
    }
    return text.toString();
  }
}
