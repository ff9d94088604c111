package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the packet's addresses are to the host: {@code -m addrtype --dst-type LOCAL}.
 *
 * @param source {@code --src-type}
 * @param destination {@code --dst-type}
 * @param limit which interface alone is asked for local addresses
 */
public record AddressTypeMatch(
    Optional<Negatable<AddressTypes>> source,
    Optional<Negatable<AddressTypes>> destination,
    Limit limit)
    implements Match {

  /** Whether an address is asked for on one interface alone. */
  public enum Limit {
    NONE(""),
    IN_INTERFACE("--limit-iface-in"),
    OUT_INTERFACE("--limit-iface-out");

    private final String option;

    Limit(String option) {
      this.option = option;
    }

    String option() {
      return option;
    }
  }

  public static AddressTypeMatch source(Negatable<AddressTypes> types) {
    return new AddressTypeMatch(Optional.of(types), Optional.empty(), Limit.NONE);
  }

  public static AddressTypeMatch destination(Negatable<AddressTypes> types) {
    return new AddressTypeMatch(Optional.empty(), Optional.of(types), Limit.NONE);
  }

  @Override
  public String text() {
    return Stream.of(
            Optional.of("-m addrtype"),
            source.map(types -> types.text("--src-type")),
            destination.map(types -> types.text("--dst-type")),
            Optional.of(limit.option()).filter(option -> !option.isEmpty()))
        .flatMap(Optional::stream)
        .collect(joining(" "));
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
