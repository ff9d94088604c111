package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Query;
import io.kubenet.dns.message.Resolution;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program's resolver: getaddrinfo of glibc (2.34 and later) with an /etc/resolv.conf, which asks
 * for A and AAAA together.
 */
public final class Resolver {

  private final ResolvConf conf;
  private final List<IpFamily> families;
  private final QuestionSender sender;

  /**
   * A resolver.
   *
   * @param families the families that its host has addresses of
   */
  public Resolver(ResolvConf conf, List<IpFamily> families, DnsTransport transport) {
    this.conf = conf;
    this.families = ImmutableList.copyOf(families);
    this.sender = new QuestionSender(conf, transport);
  }

  /**
   * Resolves a name, or gives back an address.
   *
   * @throws IllegalArgumentException if it is neither; says why
   */
  public Resolution resolve(String name) {
    if (IpAddress.isAddress(name)) {
      return new Resolution(
          name,
          Status.FOUND,
          List.of(),
          List.of(IpAddress.of(name)),
          Duration.ZERO,
          Optional.empty());
    }
    DomainName.of(name);
    return search(name);
  }

  private Resolution search(String name) {
    SearchList names = SearchList.of(name, conf);
    List<Lookup> lookups = new ArrayList<>();
    names.first().ifPresent(first -> lookups.add(sender.look(first)));
    if (!isFound(lookups)) {
      searchDomains(names.searched(), lookups);
    }
    if (!isFound(lookups) && lookups.stream().noneMatch(Lookup::isRefused)) {
      names.last().ifPresent(last -> lookups.add(sender.look(last)));
    }
    return resolution(name, lookups, status(names, lookups));
  }

  /** Stops at the first name that is found, or for which no server could be asked. */
  private void searchDomains(List<String> names, List<Lookup> lookups) {
    for (String candidate : names) {
      Lookup lookup = sender.look(candidate);
      lookups.add(lookup);
      if (lookup.isFound() || lookup.isFailed()) {
        return;
      }
    }
  }

  private static boolean isFound(List<Lookup> lookups) {
    return !lookups.isEmpty() && lookups.get(lookups.size() - 1).isFound();
  }

  /** A name that exists without addresses counts more than a server that fails. */
  private static Status worst(List<Lookup> lookups) {
    return Stream.of(Status.NO_ADDRESS, Status.TEMPORARY_FAILURE)
        .filter(status -> lookups.stream().anyMatch(lookup -> lookup.status() == status))
        .findFirst()
        .orElse(Status.UNKNOWN_NAME);
  }

  /** The name as it is counts most, where it was tried first. */
  private static Status status(SearchList names, List<Lookup> lookups) {
    return names.first().isPresent() ? lookups.get(0).status() : worst(lookups);
  }

  private Resolution resolution(String name, List<Lookup> lookups, Status failure) {
    Duration waited = lookups.stream().map(Lookup::waited).reduce(Duration.ZERO, Duration::plus);
    List<Query> queries = lookups.stream().flatMap(lookup -> lookup.queries().stream()).toList();
    if (!isFound(lookups)) {
      return new Resolution(name, failure, queries, List.of(), waited, Optional.empty());
    }
    List<IpAddress> addresses = sorted(lookups.get(lookups.size() - 1));
    Status status = addresses.isEmpty() ? Status.NO_ADDRESS : Status.FOUND;
    return new Resolution(name, status, queries, addresses, waited, Optional.empty());
  }

  /** RFC 6724: what the host can't reach goes last, then IPv6 goes before IPv4. */
  private List<IpAddress> sorted(Lookup lookup) {
    return lookup.addresses().stream()
        .sorted(
            Comparator.comparing((IpAddress address) -> !families.contains(address.family()))
                .thenComparing(IpAddress::isIpv4))
        .toList();
  }
}
