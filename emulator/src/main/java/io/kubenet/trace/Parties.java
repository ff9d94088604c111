package io.kubenet.trace;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import java.util.Collection;
import java.util.List;

/**
 * The hosts and addresses that a cause names: what is told of one client alone names it.
 *
 * @param hosts the hosts, as traces call them: {@code pod shop/client}
 * @param addresses the addresses
 */
public record Parties(List<String> hosts, List<IpAddress> addresses) {

  public Parties {
    hosts = ImmutableList.copyOf(hosts);
    addresses = ImmutableList.copyOf(addresses);
  }

  static Parties none() {
    return new Parties(List.of(), List.of());
  }

  static Parties host(String host) {
    return new Parties(List.of(host), List.of());
  }

  static Parties addresses(IpAddress... addresses) {
    return new Parties(List.of(), List.of(addresses));
  }

  static Parties of(String host, IpAddress address) {
    return new Parties(List.of(host), List.of(address));
  }

  /** Whether a host, or one of its addresses, is among them. */
  public boolean include(String host, Collection<IpAddress> itsAddresses) {
    return hosts.contains(host) || addresses.stream().anyMatch(itsAddresses::contains);
  }
}
