package io.kubenet.ruleset.iptables;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.PortRange;
import io.kubenet.ruleset.iptables.match.AddressMask;
import io.kubenet.ruleset.iptables.match.IpProtocol;
import io.kubenet.ruleset.iptables.match.MaskedMark;
import io.kubenet.ruleset.iptables.match.TcpFlags;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the values of options. */
final class Values {

  private Values() {}

  static int number(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("'" + text + "' is no number in " + least + "-" + most);
    }
    return Integer.parseInt(text);
  }

  static int positive(String text) {
    return number(text, 1, 999_999_999);
  }

  static int port(String text) {
    return number(text, 0, 65535);
  }

  /** {@code 80}, {@code 80:90}, {@code :90} or {@code 80:}. */
  static PortRange ports(String text) {
    return ports(text, ':');
  }

  /** {@code 80} or {@code 80-90}. */
  static PortRange dashedPorts(String text) {
    return ports(text, '-');
  }

  private static PortRange ports(String text, char separator) {
    int at = text.indexOf(separator);
    if (at < 0) {
      return PortRange.of(port(text));
    }
    String first = text.substring(0, at);
    String last = text.substring(at + 1);
    PortRange range =
        new PortRange(first.isEmpty() ? 0 : port(first), last.isEmpty() ? 65535 : port(last));
    if (range.first() > range.last()) {
      throw new IllegalArgumentException("'" + text + "' ends before it starts");
    }
    return range;
  }

  static ImmutableList<PortRange> portList(String text) {
    return list(text, Values::ports);
  }

  static <T> ImmutableList<T> list(String text, Function<String, T> reader) {
    return Splitter.on(',')
        .splitToStream(text)
        .map(reader)
        .collect(ImmutableList.toImmutableList());
  }

  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is none of " + Arrays.toString(type.getEnumConstants())));
  }

  static <E extends Enum<E>> ImmutableSet<E> constants(Class<E> type, String text) {
    return ImmutableSet.copyOf(list(text, word -> constant(type, word)));
  }

  static IpAddress address(String text, IpFamily family) {
    IpAddress address = IpAddress.of(text);
    if (address.family() != family) {
      throw new IllegalArgumentException("'" + text + "' is no " + family + " address");
    }
    return address;
  }

  /** {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, or one address. */
  static AddressMask addressMask(String text, IpFamily family) {
    List<String> parts = Splitter.on('/').limit(2).splitToList(text);
    IpAddress address = address(parts.get(0), family);
    if (parts.size() == 1) {
      return AddressMask.of(Cidr.host(address));
    }
    return IpAddress.isAddress(parts.get(1))
        ? new AddressMask(address, address(parts.get(1), family))
        : AddressMask.of(new Cidr(address, number(parts.get(1), 0, family.bits())));
  }

  static AddressRange addressRange(String text, IpFamily family) {
    List<String> parts = Splitter.on('-').limit(2).splitToList(text);
    return new AddressRange(
        address(parts.get(0), family), address(parts.get(parts.size() - 1), family));
  }

  static IpProtocol protocol(String text) {
    return IpProtocol.named(text)
        .orElseThrow(() -> new IllegalArgumentException("no protocol '" + text + "' is known"));
  }

  /** {@code 0x4000} or {@code 16384}: 32 bits. */
  static int bits(String text) {
    boolean isHex = text.matches("0x[0-9a-fA-F]{1,8}");
    if (!isHex && !text.matches("\\d{1,10}")) {
      throw new IllegalArgumentException("'" + text + "' is no mark");
    }
    long value = isHex ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
    if (value > 0xffff_ffffL) {
      throw new IllegalArgumentException("'" + text + "' has more than 32 bits");
    }
    return (int) value;
  }

  /** {@code VALUE/MASK}, or a value all of whose bits count. */
  static MaskedMark mark(String text) {
    List<String> parts = Splitter.on('/').limit(2).splitToList(text);
    return new MaskedMark(bits(parts.get(0)), parts.size() == 1 ? -1 : bits(parts.get(1)));
  }

  /** {@code ADDRESS-ADDRESS:PORT-PORT}, each part of which may be missing. */
  static NatRange natRange(String text, IpFamily family) {
    int colon = family == IpFamily.IPV6 ? text.lastIndexOf("]:") + 1 : text.lastIndexOf(':');
    boolean hasPorts = family == IpFamily.IPV6 ? colon > 0 || text.startsWith(":") : colon >= 0;
    boolean isBarePort = text.matches(":\\d+(-\\d+)?");
    int end = isBarePort ? 0 : hasPorts && colon >= 0 ? colon : text.length();
    String addresses = text.substring(0, end).replaceAll("[\\[\\]]", "");
    NatRange range =
        addresses.isEmpty()
            ? NatRange.NONE
            : NatRange.NONE.withAddresses(addressRange(addresses, family));
    return end == text.length() ? range : range.withPorts(dashedPorts(text.substring(end + 1)));
  }

  static Optional<Integer> flagBits(String text) {
    return switch (text) {
      case "NONE" -> Optional.of(0);
      case "ALL" -> Optional.of(63);
      default -> Optional.ofNullable(TcpFlags.BITS.get(text));
    };
  }

  /** The flags of TCP by name: {@code SYN,ACK}, {@code ALL} or {@code NONE}. */
  static int tcpFlags(String text) {
    return list(
            text,
            name ->
                flagBits(name)
                    .orElseThrow(
                        () -> new IllegalArgumentException("no flag '" + name + "' in TCP")))
        .stream()
        .reduce(0, (left, right) -> left | right);
  }
}
