package io.kubenet.dns.message;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.OptionalInt;

/**
 * A resolver's configuration: /etc/resolv.conf.
 *
 * @param nameservers the servers that it asks, in order
 * @param searches the domains that it looks for short names in, in order
 * @param options what else is set: {@code ndots:5}
 */
public record ResolvConf(List<IpAddress> nameservers, List<String> searches, List<String> options) {

  /** glibc takes larger numbers for these (RES_MAXNDOTS, RES_MAXRETRANS, RES_MAXRETRY). */
  private static final int MAX_NDOTS = 15;

  private static final int MAX_TIMEOUT = 30;
  private static final int MAX_ATTEMPTS = 5;

  public ResolvConf {
    nameservers = ImmutableList.copyOf(nameservers);
    searches = ImmutableList.copyOf(searches);
    options = ImmutableList.copyOf(options);
  }

  /** A configuration in which nothing is set. */
  public static ResolvConf empty() {
    return new ResolvConf(List.of(), List.of(), List.of());
  }

  /** How many dots a name has at least that is tried as it is first. */
  public int ndots() {
    return Math.min(MAX_NDOTS, number("ndots").orElse(1));
  }

  /** How many seconds it waits for an answer. */
  public int timeout() {
    return Math.min(MAX_TIMEOUT, number("timeout").orElse(5));
  }

  /** How often it asks every server. */
  public int attempts() {
    return Math.min(MAX_ATTEMPTS, number("attempts").orElse(2));
  }

  /** Whether an option without a value is set. */
  public boolean has(String option) {
    return options.contains(option);
  }

  /** The last setting of a number counts. */
  private OptionalInt number(String option) {
    return options.stream()
        .filter(text -> text.matches(option + ":\\d{1,6}"))
        .mapToInt(text -> Integer.parseInt(text.substring(option.length() + 1)))
        .reduce((before, last) -> last);
  }

  /** The file as kubelet writes it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!searches.isEmpty()) {
      text.append("search ").append(Joiner.on(' ').join(searches)).append('\n');
    }
    nameservers.forEach(server -> text.append("nameserver ").append(server).append('\n'));
    if (!options.isEmpty()) {
      text.append("options ").append(Joiner.on(' ').join(options)).append('\n');
    }
    return text.toString();
  }
}
