package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/** Reads constants of known types. */
final class ValueReader {

  /** What stands before an IPv4 address in an IPv6 one: ::ffff:0:0/96. */
  private static final long MAPPED = 0xffff_0000_0000L;

  private static final ImmutableList<String> OR = ImmutableList.of("|");
  private static final ImmutableList<String> OR_AND_COMMA = ImmutableList.of("|", ",");

  private static final ImmutableMap<String, String> ALIASES =
      ImmutableMap.of(
          "icmpv6", "ipv6-icmp",
          "unicast", "host",
          "8021q", "vlan",
          // as nft 1.1.3 lists what nft 1.1.7 loaded
          "exists/8", "exists",
          "missing/8", "missing",
          "1/8", "exists",
          "0/8", "missing");

  private final Tokens tokens;

  ValueReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Reads what a match compares with; there flags are parted by commas. */
  Value compared(List<DataType> types) {
    return types.size() == 1 ? one(types.get(0), OR_AND_COMMA) : inSet(types);
  }

  /** Reads a key or a value of a set, in which commas part elements. */
  Value inSet(List<DataType> types) {
    ImmutableList<Value> parts = parts(types);
    if (parts.size() < types.size() && !(parts.get(0) instanceof Value.Wildcard)) {
      throw tokens.error("expected '.', found " + tokens.peek().shown());
    }
    return joined(parts);
  }

  /** Reads as many of the types, from the first on, as there are parts. */
  Value upTo(List<DataType> types) {
    return joined(parts(types));
  }

  private ImmutableList<Value> parts(List<DataType> types) {
    if (types.isEmpty()) {
      throw tokens.error("the type of " + tokens.peek().shown() + " is not known here");
    }
    ImmutableList.Builder<Value> parts = ImmutableList.builder();
    for (DataType type : types) {
      Value part = one(type, OR);
      // Some versions of nft list ranges of numbers in sets so.
      parts.add(part instanceof Value.Prefix prefix ? prefix.range() : part);
      if (!tokens.isNext(".")) {
        return parts.build();
      }
      tokens.next();
    }
    throw tokens.error("more parts than types: " + tokens.peek().shown());
  }

  private static Value joined(ImmutableList<Value> parts) {
    return parts.size() == 1 ? parts.get(0) : new Value.Concatenation(parts);
  }

  private Value one(DataType type, List<String> flagSeparators) {
    if (tokens.passes("*")) {
      return new Value.Wildcard();
    }
    if (type.isBitmask()) {
      return flags(type, flagSeparators);
    }
    if (type.isInterface()) {
      return new Value.InterfaceName(tokens.text("an interface"));
    }
    String word = tokens.word("a value of type " + type.keyword());
    return type.isAddress() ? addresses(type, word) : numbers(type, word);
  }

  private Value flags(DataType type, List<String> separators) {
    boolean isBracketed = tokens.passes("(");
    long bits = 0;
    int count = 0;
    do {
      bits |= number(type, tokens.word("a flag of " + type.keyword()));
      count++;
    } while (separators.stream().anyMatch(tokens::passes));
    if (isBracketed) {
      tokens.expect(")");
    }
    return count == 1 ? new Value.Numeric(type, bits) : new Value.Flags(type, bits);
  }

  private Value addresses(DataType type, String word) {
    try {
      return addressRange(word);
    } catch (IllegalArgumentException e) {
      throw tokens.error("'" + word + "' is no value of type " + type.keyword());
    }
  }

  private static Value addressRange(String word) {
    int dash = word.indexOf('-');
    if (dash > 0) {
      return new Value.Range(address(word.substring(0, dash)), address(word.substring(dash + 1)));
    }
    int slash = word.indexOf('/');
    return slash > 0
        ? block(new Cidr(ip(word.substring(0, slash)), length(word.substring(slash + 1))))
        : address(word);
  }

  private static Value block(Cidr cidr) {
    return cidr.isHost() ? new Value.Address(cidr.address()) : new Value.Block(cidr);
  }

  private static Value address(String word) {
    return new Value.Address(ip(word));
  }

  /** An address; one of IPv6 stays so even if it stands for one of IPv4. */
  private static IpAddress ip(String word) {
    IpAddress address = IpAddress.of(word);
    return address.isIpv4() && word.indexOf(':') >= 0
        ? new IpAddress(IpFamily.IPV6, 0, MAPPED | address.low())
        : address;
  }

  private static int length(String word) {
    if (!word.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("'" + word + "' is no length of a prefix");
    }
    return Integer.parseInt(word);
  }

  private Value numbers(DataType type, String word) {
    int slash = word.indexOf('/');
    if (slash > 0 && type.bits() > 0 && word.substring(slash + 1).matches("\\d{1,2}")) {
      return prefix(type, number(type, word.substring(0, slash)), word.substring(slash + 1));
    }
    int dash = word.indexOf('-');
    boolean isRange = dash > 0 && Character.isDigit(word.charAt(0));
    return isRange
        ? new Value.Range(
            typed(type, word.substring(0, dash)), typed(type, word.substring(dash + 1)))
        : typed(type, word);
  }

  private Value prefix(DataType type, long first, String length) {
    try {
      return new Value.Prefix(new Value.Numeric(type, first), Integer.parseInt(length));
    } catch (IllegalArgumentException e) {
      throw tokens.error(e.getMessage());
    }
  }

  private Value typed(DataType type, String word) {
    return new Value.Numeric(type, number(type, word));
  }

  private long number(DataType type, String word) {
    return type.numberOf(word)
        .or(() -> type.numberOf(aliased(word)))
        .or(() -> literal(word))
        .orElseThrow(() -> unknown(type, word));
  }

  /** Names that listings do not print but scripts use. */
  private static String aliased(String word) {
    return ALIASES.getOrDefault(word, word);
  }

  private static Optional<Long> literal(String word) {
    if (word.matches("\\d{1,18}")) {
      return Optional.of(Long.parseLong(word));
    }
    return word.matches("0x[0-9a-fA-F]{1,8}")
        ? Optional.of(Long.parseLong(word.substring(2), 16))
        : Optional.empty();
  }

  private IllegalArgumentException unknown(DataType type, String word) {
    String known = type.symbolsText();
    return tokens.error(
        "'"
            + word
            + "' is no "
            + type.keyword()
            + (known.isEmpty() ? "" : "; there are numbers and " + known));
  }
}
