package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;

/**
 * A line of a Corefile, and the block behind it.
 *
 * @param name its first word
 * @param arguments its other words
 * @param block the lines between its braces
 * @param place where it is: {@code FILE:LINE}
 */
record Directive(
    String name, ImmutableList<String> arguments, ImmutableList<Directive> block, String place) {

  IllegalArgumentException fault(String message) {
    return new IllegalArgumentException(place + ": " + message);
  }

  /** Its only argument. */
  String argument() {
    if (arguments.size() != 1) {
      throw fault("'" + name + "' takes one argument, not " + arguments.size());
    }
    return arguments.get(0);
  }

  /** An argument as a number that is not negative. */
  int number(int index) {
    String text = arguments.get(index);
    if (!text.matches("\\d{1,9}")) {
      throw fault("'" + text + "' is no number");
    }
    return Integer.parseInt(text);
  }

  /** Its arguments from one on as zones; these where there are none. */
  ImmutableList<DomainName> zones(int from, ImmutableList<DomainName> otherwise) {
    if (arguments.size() <= from) {
      return otherwise;
    }
    return arguments.subList(from, arguments.size()).stream()
        .map(this::zone)
        .collect(ImmutableList.toImmutableList());
  }

  /** A zone in lower case. */
  DomainName zone(String text) {
    if (text.contains("/")) {
      throw fault("zones as CIDRs are not modelled: '" + text + "'; write it as in-addr.arpa");
    }
    return DomainName.of(text).lowerCase();
  }
}
