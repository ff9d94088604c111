package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.DomainName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * SRV records and the addresses of their targets: SRV of CoreDNS' backend_lookup (v1.13.1), which
 * gives all the same priority and shares 100 among what it found, before it drops what is twice.
 */
final class ServiceRecords {

  private final Set<DnsRecord> answer = new LinkedHashSet<>();
  private final Set<DnsRecord> additional = new LinkedHashSet<>();

  ServiceRecords(DomainName owner, List<Location> locations, long ttl) {
    long weight = locations.isEmpty() ? 0 : Math.max(1, 100 / locations.size());
    for (Location location : locations) {
      if (location instanceof Location.Address address && address.port() != Location.NO_PORT) {
        String rdata = "0 " + weight + " " + address.port() + " " + address.name();
        answer.add(new DnsRecord(owner.toString(), ttl, "SRV", rdata));
        additional.add(DnsRecord.ofAddress(address.name(), ttl, address.ip()));
      }
    }
  }

  List<DnsRecord> answer() {
    return ImmutableList.copyOf(answer);
  }

  List<DnsRecord> additional() {
    return ImmutableList.copyOf(additional);
  }
}
