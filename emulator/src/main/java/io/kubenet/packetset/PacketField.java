package io.kubenet.packetset;

/** What packets of one family and protocol differ in. */
public enum PacketField {
  SOURCE(0),
  DESTINATION(1),
  SOURCE_PORT(2),
  DESTINATION_PORT(3),
  /** The flag byte of TCP. */
  TCP_FLAGS(4),
  /** Type and code of an ICMP message, 8 bits each. */
  ICMP_TYPE(5),
  /** The place of an interface's name in a list of names. */
  IN_INTERFACE(6);

  private final int place;

  PacketField(int place) {
    this.place = place;
  }

  /** Where a box has it. */
  int place() {
    return place;
  }
}
