package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/** Reads {@code reject}; {@code icmp type X}, {@code icmp X} and the number of X are one. */
final class RejectReader {

  private static final ImmutableMap<String, DataType> CODES =
      ImmutableMap.of(
          "icmp", DataType.ICMP_CODE,
          "icmpv6", DataType.ICMPV6_CODE,
          "icmpx", DataType.ICMPX_CODE);

  private final Tokens tokens;
  private final Scope scope;

  RejectReader(Tokens tokens, Scope scope) {
    this.tokens = tokens;
    this.scope = scope;
  }

  Reject read() {
    tokens.expect("reject");
    if (!tokens.passes("with")) {
      return new Reject(Optional.empty());
    }
    String protocol = tokens.word("tcp, icmp, icmpv6 or icmpx");
    tokens.passes("type");
    String with = protocol + " " + code(protocol);
    return new Reject(Optional.of(with).filter(says -> !says.equals(silent())));
  }

  private String code(String protocol) {
    if (protocol.equals("tcp")) {
      tokens.expect("reset");
      return "reset";
    }
    String word = tokens.word("what to send");
    return Optional.ofNullable(CODES.get(protocol))
        .flatMap(type -> type.numberOf(word).or(() -> number(word)).flatMap(type::symbolOf))
        .filter(symbol -> !symbol.equals("frag-needed"))
        .orElseThrow(
            () -> tokens.error("no reject with '" + protocol + " " + word + "' is modelled"));
  }

  private static Optional<Long> number(String word) {
    return word.matches("\\d{1,3}") ? Optional.of(Long.parseLong(word)) : Optional.empty();
  }

  /** What a table's family sends of itself, so that a listing does not say it. */
  private String silent() {
    return switch (scope.family()) {
      case IP -> "icmp port-unreachable";
      case IP6 -> "icmpv6 port-unreachable";
      default -> "icmpx port-unreachable";
    };
  }
}
