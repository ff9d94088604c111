package io.kubenet.net;

import java.util.Optional;

/**
 * An ICMP or ICMPv6 message.
 *
 * @param type the type, by the numbers of its family
 * @param code the code
 * @param identifier of an echo request or reply; 0 otherwise
 * @param about the packet that an error is about, as it arrived where the error was made
 */
public record IcmpMessage(int type, int code, int identifier, Optional<Packet> about)
    implements Payload {

  public static IcmpMessage error(int type, int code, Packet about) {
    return new IcmpMessage(type, code, 0, Optional.of(about));
  }

  /** An echo request of a family. */
  public static IcmpMessage echoRequest(IpFamily family, int identifier) {
    return new IcmpMessage(family == IpFamily.IPV4 ? 8 : 128, 0, identifier, Optional.empty());
  }

  /** The reply to an echo request of a family. */
  public static IcmpMessage echoReply(IpFamily family, int identifier) {
    return new IcmpMessage(family == IpFamily.IPV4 ? 0 : 129, 0, identifier, Optional.empty());
  }

  public boolean isError() {
    return about.isPresent();
  }

  @Override
  public String toString() {
    return "type " + type + " code " + code + about.map(packet -> " about " + packet).orElse("");
  }
}
