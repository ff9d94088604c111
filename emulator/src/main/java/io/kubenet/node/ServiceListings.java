package io.kubenet.node;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpAddress;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.ipset.IpsetReader;
import io.kubenet.ruleset.ipvs.IdleTimes;
import io.kubenet.ruleset.ipvs.VirtualServerReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text holds of {@code ipset save}, {@code ipvsadm -S -n} and {@code ip addr show
 * kube-ipvs0}, in any order and among other listings: each of their lines says what it is.
 */
final class ServiceListings {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:\\d+: )?kube-ipvs0)?\\s+inet6? (\\S+)/(?:32|128) scope global.*");

  /** The rest of what {@code ip addr show} says of an interface. */
  private static final Pattern OF_INTERFACE =
      Pattern.compile("\\d+: kube-ipvs0:? .*|\\s+(?:link/ether|valid_lft) .*");

  private final TextSource source;
  private final StringBuilder rest = new StringBuilder();
  private final IpsetReader sets = new IpsetReader();
  private final VirtualServerReader servers = new VirtualServerReader();
  private final ImmutableList.Builder<IpAddress> addresses = ImmutableList.builder();
  private IdleTimes idleTimes = IdleTimes.OF_THE_KERNEL;
  private int line;

  private ServiceListings(TextSource source) {
    this.source = source;
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if a line of these listings can't be understood; names it
   */
  static ServiceListings read(TextSource source) {
    ServiceListings listings = new ServiceListings(source);
    for (String text : Splitter.onPattern("\r?\n").split(source.text())) {
      listings.line++;
      listings.rest.append(listings.takes(text) ? "" : text).append('\n');
    }
    return listings;
  }

  private boolean takes(String text) {
    try {
      return takesLine(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(source.name() + ":" + line + ": " + e.getMessage(), e);
    }
  }

  private boolean takesLine(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      addresses.add(IpAddress.of(address.group(1)));
    } else if (IdleTimes.in(text).isPresent()) {
      idleTimes = IdleTimes.in(text).orElseThrow();
    } else if (IpsetReader.isLine(text)) {
      sets.read(text);
    } else if (VirtualServerReader.isLine(text)) {
      servers.read(text);
    } else {
      return OF_INTERFACE.matcher(text).matches();
    }
    return true;
  }

  /** Whether it holds nothing of them. */
  boolean isEmpty() {
    return rules().isEmpty();
  }

  HostRules rules() {
    return HostRules.NONE
        .withIpsets(sets.sets())
        .withVirtualServers(servers.virtualServers(), addresses.build())
        .withIdleTimes(idleTimes);
  }

  /** The text without them; lines keep their numbers. */
  TextSource rest() {
    return new TextSource(source.name(), rest.toString());
  }

  /** Whether nothing but remarks is left without them. */
  boolean isAll() {
    List<String> lines = Splitter.on('\n').splitToList(rest);
    return lines.stream().allMatch(text -> text.isBlank() || text.startsWith("#"));
  }
}
