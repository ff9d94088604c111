package io.kubenet.ruleset;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import java.util.Optional;

/**
 * What a translation may choose from.
 *
 * @param addresses the addresses; empty where they are not the rule's to say
 * @param ports the ports; empty where the port is kept if it can be
 * @param flags how it chooses
 */
public record NatRange(
    Optional<AddressRange> addresses, Optional<PortRange> ports, ImmutableSet<Flag> flags) {

  /** Addresses and ports as they come. */
  public static final NatRange NONE =
      new NatRange(Optional.empty(), Optional.empty(), ImmutableSet.of());

  /** How a translation chooses, in the order of its listing. */
  public enum Flag {
    RANDOM("--random"),
    RANDOM_FULLY("--random-fully"),
    PERSISTENT("--persistent");

    private final String option;

    Flag(String option) {
      this.option = option;
    }

    public String option() {
      return option;
    }
  }

  public NatRange {
    flags = Sets.immutableEnumSet(flags);
  }

  /** One address and port. */
  public static NatRange to(IpPort end) {
    return new NatRange(
        Optional.of(AddressRange.of(end.address())),
        Optional.of(PortRange.of(end.port())),
        ImmutableSet.of());
  }

  /** One address. */
  public static NatRange to(IpAddress address) {
    return NONE.withAddresses(AddressRange.of(address));
  }

  public NatRange withAddresses(AddressRange range) {
    return new NatRange(Optional.of(range), ports, flags);
  }

  public NatRange withPorts(PortRange range) {
    return new NatRange(addresses, Optional.of(range), flags);
  }

  public NatRange with(Flag flag) {
    return new NatRange(
        addresses, ports, ImmutableSet.<Flag>builder().addAll(flags).add(flag).build());
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** {@code 10.0.0.1-10.0.0.9:80-90}, {@code [fd00::1]:80} or {@code :80}. */
  public String ends() {
    return ports.isEmpty() ? addressText() : bracketed() + ":" + ports.get().text("-");
  }

  /** {@code --random --persistent}, with a space before each. */
  public String options() {
    StringBuilder text = new StringBuilder();
    flags.forEach(flag -> text.append(' ').append(flag.option()));
    return text.toString();
  }

  private String addressText() {
    return addresses
        .map(range -> range.isOne() ? range.first().toString() : range.toString())
        .orElse("");
  }

  private String bracketed() {
    boolean isIpv6 = addresses.filter(range -> range.first().isIpv6()).isPresent();
    return isIpv6 ? "[" + addressText() + "]" : addressText();
  }
}
