package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Translates the connection's addresses or ports.
 *
 * @param kind what is translated, and how
 * @param family the family of packets that it is for; empty where the table says it, or for all
 * @param target what to; empty where the host's own addresses are taken and ports kept
 * @param flags what is said about ports and repetition: {@code fully-random}
 */
public record Translation(
    Kind kind, Optional<TableFamily> family, Optional<Target> target, List<String> flags)
    implements Statement {

  /** The kinds of translation. */
  public enum Kind {
    DNAT,
    SNAT,
    /** To the address of the interface that the packet leaves by. */
    MASQUERADE,
    /** To the host itself. */
    REDIRECT;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What addresses and ports are translated to. */
  public sealed interface Target {

    void appendTo(StringBuilder out);
  }

  /**
   * An address or a range of them, and ports.
   *
   * @param address the address; empty where it stays
   * @param port the port or range of ports; empty where it stays
   */
  public record Fixed(Optional<Value> address, Optional<Value> port) implements Target {

    @Override
    public void appendTo(StringBuilder out) {
      out.append(" to ");
      boolean needsBrackets = port.isPresent() && address.filter(Fixed::isIpv6).isPresent();
      address.ifPresent(
          value ->
              out.append(needsBrackets ? "[" : "")
                  .append(needsBrackets ? value.text().replace("-", "]-[") : value.text())
                  .append(needsBrackets ? "]" : ""));
      port.ifPresent(value -> out.append(':').append(value.text()));
    }

    private static boolean isIpv6(Value value) {
      return value.text().indexOf(':') >= 0;
    }
  }

  /**
   * An address that an expression gives.
   *
   * @param address the expression
   */
  public record Computed(Expression address) implements Target {

    @Override
    public void appendTo(StringBuilder out) {
      out.append(" to ");
      address.appendTo(out);
    }
  }

  /**
   * An address and a port side by side that an expression gives.
   *
   * @param family the family of the address
   * @param addressAndPort the expression
   */
  public record ComputedWithPort(TableFamily family, Expression addressAndPort) implements Target {

    @Override
    public void appendTo(StringBuilder out) {
      out.append(' ').append(family.keyword()).append(" addr . port to ");
      addressAndPort.appendTo(out);
    }
  }

  public static final Translation MASQUERADE_FULLY_RANDOM =
      new Translation(
          Kind.MASQUERADE, Optional.empty(), Optional.empty(), ImmutableList.of("fully-random"));

  public Translation {
    flags = ImmutableList.copyOf(flags);
  }

  public static Translation dnat(Target target) {
    return new Translation(Kind.DNAT, Optional.empty(), Optional.of(target), ImmutableList.of());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.translation(this);
  }

  @Override
  public void appendTo(StringBuilder out) {
    out.append(kind.keyword());
    boolean saysFamily = target.filter(ComputedWithPort.class::isInstance).isPresent();
    family.filter(only -> !saysFamily).ifPresent(only -> out.append(' ').append(only.keyword()));
    target.ifPresent(to -> to.appendTo(out));
    if (!flags.isEmpty()) {
      out.append(' ').append(String.join(",", flags));
    }
  }
}
