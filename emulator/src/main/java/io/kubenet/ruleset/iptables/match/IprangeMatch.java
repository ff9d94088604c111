package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import io.kubenet.ruleset.AddressRange;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses from one to another: {@code -m iprange --src-range 10.0.0.1-10.0.0.9}.
 *
 * @param source {@code --src-range}
 * @param destination {@code --dst-range}
 */
public record IprangeMatch(
    Optional<Negatable<AddressRange>> source, Optional<Negatable<AddressRange>> destination)
    implements Match {

  @Override
  public String text() {
    return Stream.of(
            Optional.of("-m iprange"),
            source.map(range -> range.text("--src-range")),
            destination.map(range -> range.text("--dst-range")))
        .flatMap(Optional::stream)
        .collect(joining(" "));
  }

  @Override
  public <T> T accept(MatchVisitor<T> visitor) {
    return visitor.visit(this);
  }
}
