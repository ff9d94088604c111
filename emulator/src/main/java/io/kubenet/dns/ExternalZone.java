package io.kubenet.dns;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.net.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The names outside of the cluster, as a resolver upstream knows them: what a test gives, and
 * nothing else.
 */
public final class ExternalZone {

  /** What a record lives that a test gives by name and address alone. */
  private static final long DEFAULT_TTL = 300;

  private static final int SOA_MINIMUM = 6;

  /** By owner, in lower case. */
  private final PMap<String, ImmutableList<DnsRecord>> records;

  private ExternalZone(PMap<String, ImmutableList<DnsRecord>> records) {
    this.records = records;
  }

  /** A world without names. */
  public static ExternalZone empty() {
    return new ExternalZone(TreePMap.empty());
  }

  /**
   * This zone with a name that has an address; more than one for many calls.
   *
   * @throws IllegalArgumentException if the name is none
   */
  public ExternalZone withName(String name, IpAddress address) {
    return with(DnsRecord.ofAddress(DomainName.of(name), DEFAULT_TTL, address));
  }

  /**
   * This zone with a record.
   *
   * @throws IllegalArgumentException if its owner is no name
   */
  public ExternalZone with(DnsRecord added) {
    String owner = DomainName.of(added.owner()).lowerCase().toString();
    ImmutableList<DnsRecord> there = records.getOrDefault(owner, ImmutableList.of());
    return new ExternalZone(
        records.plus(owner, ImmutableList.<DnsRecord>builder().addAll(there).add(added).build()));
  }

  /** What the resolver upstream answers: it follows CNAME records. */
  public Answer answer(Question question) {
    List<DnsRecord> found = new ArrayList<>();
    DomainName name = DomainName.of(question.name());
    Optional<DnsRecord> alias = aliasOf(name, question.type());
    while (alias.isPresent() && !found.contains(alias.get())) {
      found.add(alias.get());
      name = DomainName.of(alias.get().rdata());
      alias = aliasOf(name, question.type());
    }
    found.addAll(of(name, question.type()));
    return found.isEmpty()
        ? Answer.recursive(question, rcode(name), found, soa(name))
        : Answer.recursive(question, Rcode.NOERROR, found, ImmutableList.of());
  }

  private Optional<DnsRecord> aliasOf(DomainName name, String type) {
    return type.equals("CNAME") ? Optional.empty() : of(name, "CNAME").stream().findFirst();
  }

  private List<DnsRecord> of(DomainName name, String type) {
    return records.getOrDefault(name.lowerCase().toString(), ImmutableList.of()).stream()
        .filter(record -> record.type().equals(type))
        .toList();
  }

  private Rcode rcode(DomainName name) {
    boolean exists = records.keySet().stream().anyMatch(owner -> DomainName.of(owner).isIn(name));
    return exists ? Rcode.NOERROR : Rcode.NXDOMAIN;
  }

  /** The closest SOA record, with the time to live of what it denies: RFC 2308, section 3. */
  private List<DnsRecord> soa(DomainName name) {
    return records.values().stream()
        .flatMap(List::stream)
        .filter(record -> record.type().equals("SOA") && name.isIn(DomainName.of(record.owner())))
        .max(Comparator.comparing(record -> DomainName.of(record.owner()).size()))
        .map(soa -> soa.withTtl(Math.min(soa.ttl(), minimum(soa))))
        .map(List::of)
        .orElse(List.of());
  }

  private static long minimum(DnsRecord soa) {
    return Long.parseLong(Splitter.on(' ').splitToList(soa.rdata()).get(SOA_MINIMUM));
  }
}
