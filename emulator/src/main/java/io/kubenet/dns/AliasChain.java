package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The addresses of a name, through the names that it stands for: A and AAAA of CoreDNS'
 * backend_lookup (v1.13.1).
 */
final class AliasChain {

  private static final int MAX_LENGTH = 10;

  private final DomainName zone;
  private final String type;
  private final long ttl;
  private final BiFunction<DomainName, String, Optional<List<Location>>> locations;
  private final Function<Question, Answer> lookup;

  /**
   * A chain that starts in a zone.
   *
   * @param context what it needs of the zone
   * @param type A or AAAA
   */
  AliasChain(KubernetesZone context, DomainName zone, String type) {
    this.zone = zone;
    this.type = type;
    this.ttl = context.ttl();
    this.locations = (name, asked) -> context.locations(name, zone, asked);
    this.lookup = context.lookup();
  }

  /** The records of a name; empty if it does not exist. */
  Optional<List<DnsRecord>> resolve(DomainName name) {
    return resolve(name, ImmutableList.of());
  }

  private Optional<List<DnsRecord>> resolve(DomainName name, List<DnsRecord> before) {
    return locations.apply(name, type).map(found -> records(name, found, before));
  }

  private List<DnsRecord> records(
      DomainName name, List<Location> locations, List<DnsRecord> before) {
    List<DnsRecord> records = new ArrayList<>();
    for (Location location : locations) {
      if (location instanceof Location.Alias alias) {
        records.addAll(follow(name, alias.target(), before));
      } else if (location instanceof Location.Address address) {
        add(records, DnsRecord.ofAddress(name, ttl, address.ip()));
      }
    }
    return records;
  }

  private void add(List<DnsRecord> records, DnsRecord record) {
    if (record.type().equals(type) && !records.contains(record)) {
      records.add(record);
    }
  }

  private List<DnsRecord> follow(DomainName name, DomainName target, List<DnsRecord> before) {
    if (target.isIn(name) || before.size() > MAX_LENGTH || isTarget(target, before)) {
      return List.of();
    }
    DnsRecord alias = new DnsRecord(name.toString(), ttl, "CNAME", target.toString());
    if (!target.isIn(zone)) {
      return prepend(alias, lookup.apply(Question.of(target.toString(), type)).answer());
    }
    return resolve(target, append(before, alias))
        .filter(records -> !records.isEmpty())
        .map(records -> prepend(alias, records))
        .orElse(List.of());
  }

  private static boolean isTarget(DomainName name, List<DnsRecord> aliases) {
    return aliases.stream().anyMatch(alias -> alias.rdata().equals(name.toString()));
  }

  private static List<DnsRecord> prepend(DnsRecord first, List<DnsRecord> rest) {
    return ImmutableList.<DnsRecord>builder().add(first).addAll(rest).build();
  }

  private static List<DnsRecord> append(List<DnsRecord> before, DnsRecord last) {
    return ImmutableList.<DnsRecord>builder().addAll(before).add(last).build();
  }
}
