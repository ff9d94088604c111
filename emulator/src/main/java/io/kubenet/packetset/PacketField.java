package io.kubenet.packetset;

/** What packets of one family and protocol differ in. */
public enum PacketField {
  SOURCE,
  DESTINATION,
  SOURCE_PORT,
  DESTINATION_PORT,
  /** The flag byte of TCP. */
  TCP_FLAGS,
  /** Type and code of an ICMP message, 8 bits each. */
  ICMP_TYPE,
  /** The place of an interface's name in a list of names. */
  IN_INTERFACE
}
