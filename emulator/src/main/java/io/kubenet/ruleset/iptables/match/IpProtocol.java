package io.kubenet.ruleset.iptables.match;

import com.google.common.collect.ImmutableBiMap;
import io.kubenet.net.Protocol;
import java.util.Optional;

/**
 * A protocol above IP, by its number: rules name more of them than packets have.
 *
 * @param number IANA's number
 */
public record IpProtocol(int number) {

  /** The names that iptables prints: those of /etc/protocols of Debian 12 that it knows. */
  private static final ImmutableBiMap<String, Integer> NUMBERS =
      ImmutableBiMap.<String, Integer>builder()
          .put("icmp", 1)
          .put("igmp", 2)
          .put("ipencap", 4)
          .put("tcp", 6)
          .put("udp", 17)
          .put("ipv6", 41)
          .put("gre", 47)
          .put("esp", 50)
          .put("ah", 51)
          .put("ipv6-icmp", 58)
          .put("ospf", 89)
          .put("vrrp", 112)
          .put("sctp", 132)
          .put("mobility-header", 135)
          .put("udplite", 136)
          .build();

  public IpProtocol {
    if (number < 1 || number > 255) {
      throw new IllegalArgumentException("protocol " + number + " is not in 1-255");
    }
  }

  public static IpProtocol of(Protocol protocol) {
    return new IpProtocol(protocol.number());
  }

  /** The protocol of this name or number, if there is one. */
  public static Optional<IpProtocol> named(String name) {
    if (name.matches("[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]")) {
      return Optional.of(new IpProtocol(Integer.parseInt(name)));
    }
    String canonical = name.equals("icmpv6") ? "ipv6-icmp" : name;
    return Optional.ofNullable(NUMBERS.get(canonical)).map(IpProtocol::new);
  }

  /** The name that iptables-save prints; the number where there is none. */
  @Override
  public String toString() {
    String name = NUMBERS.inverse().get(number);
    return name == null ? Integer.toString(number) : name;
  }
}
