package io.kubenet.ruleset.ipset;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An entry of a set: {@code 10.96.0.10,tcp:80}.
 *
 * @param parts its parts, one for each dimension of the set
 * @param options what follows them: {@code timeout 30}, {@code nomatch}; mostly empty
 */
public record IpsetEntry(List<IpsetPart> parts, String options) {

  public IpsetEntry {
    parts = ImmutableList.copyOf(parts);
  }

  /**
   * Reads an entry of a set of some type.
   *
   * @throws IllegalArgumentException if it has other parts than the type
   */
  public static IpsetEntry of(IpsetType type, String text) {
    int end = text.indexOf(' ');
    String key = end < 0 ? text : text.substring(0, end);
    List<String> words = Splitter.on(',').splitToList(key);
    List<String> dimensions = type.dimensions();
    if (words.size() != dimensions.size()) {
      throw new IllegalArgumentException("'" + key + "' is not an entry of a " + type);
    }
    ImmutableList.Builder<IpsetPart> parts = ImmutableList.builder();
    for (int i = 0; i < words.size(); i++) {
      parts.add(part(dimensions.get(i), words.get(i)));
    }
    return new IpsetEntry(parts.build(), end < 0 ? "" : text.substring(end + 1).strip());
  }

  private static IpsetPart part(String dimension, String word) {
    return switch (dimension) {
      case "ip", "net" -> block(dimension, word);
      case "port" -> port(word);
      default -> new IpsetPart.Word(word);
    };
  }

  /** A range that is no block is kept as it stands. */
  private static IpsetPart block(String dimension, String word) {
    if (word.contains("-")) {
      return new IpsetPart.Word(word);
    }
    Cidr cidr = word.contains("/") ? Cidr.of(word) : Cidr.host(IpAddress.of(word));
    return new IpsetPart.Block(cidr, dimension.equals("net"));
  }

  private static IpsetPart port(String word) {
    int colon = word.indexOf(':');
    String number = word.substring(colon + 1);
    if (!number.matches("\\d{1,5}")) {
      return new IpsetPart.Word(word);
    }
    Optional<String> protocol =
        colon < 0 ? Optional.empty() : Optional.of(word.substring(0, colon));
    return new IpsetPart.Port(protocol, Integer.parseInt(number));
  }

  /** Whether a packet that is found in it is said not to be in the set. */
  public boolean isNomatch() {
    return Splitter.on(' ').splitToList(options).contains("nomatch");
  }

  /** The entry as {@code ipset save} lists it. */
  public String text() {
    String key = parts.stream().map(IpsetPart::text).collect(Collectors.joining(","));
    return options.isEmpty() ? key : key + " " + options;
  }

  /** The entry as kube-proxy gives it to {@code ipset add}. */
  public String written() {
    return parts.stream().map(IpsetPart::written).collect(Collectors.joining(","));
  }
}
