package io.kubenet.net;

import java.util.StringJoiner;

/**
 * A TCP segment, by its flags.
 *
 * @param flags the flag byte of the TCP header
 */
public record TcpSegment(int flags) implements Payload {

  public static final int FIN = 0x01;
  public static final int SYN_FLAG = 0x02;
  public static final int RST_FLAG = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK_FLAG = 0x10;
  public static final int URG = 0x20;

  public static final TcpSegment SYN = new TcpSegment(SYN_FLAG);
  public static final TcpSegment SYN_ACK = new TcpSegment(SYN_FLAG | ACK_FLAG);
  public static final TcpSegment ACK = new TcpSegment(ACK_FLAG);
  public static final TcpSegment PSH_ACK = new TcpSegment(PSH | ACK_FLAG);
  public static final TcpSegment RST = new TcpSegment(RST_FLAG);
  public static final TcpSegment RST_ACK = new TcpSegment(RST_FLAG | ACK_FLAG);
  public static final TcpSegment FIN_ACK = new TcpSegment(FIN | ACK_FLAG);

  public boolean isReset() {
    return (flags & RST_FLAG) != 0;
  }

  /** Whether it opens a connection: SYN without ACK. */
  public boolean isOpening() {
    return (flags & (SYN_FLAG | ACK_FLAG)) == SYN_FLAG;
  }

  /** {@code SYN,ACK}. */
  @Override
  public String toString() {
    String[] names = {"FIN", "SYN", "RST", "PSH", "ACK", "URG"};
    StringJoiner joined = new StringJoiner(",");
    for (int bit = 0; bit < names.length; bit++) {
      if ((flags & 1 << bit) != 0) {
        joined.add(names[bit]);
      }
    }
    return joined.toString();
  }
}
