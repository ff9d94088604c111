package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.DomainName;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The plugin kubernetes over one view of the cluster: its ServeDNS (CoreDNS v1.13.1). */
final class KubernetesZone {

  private static final String SCHEMA_VERSION = "\"1.1.0\"";
  private static final long SCHEMA_VERSION_TTL = 28800;
  private static final long MAX_SOA_TTL = 300;

  private final KubernetesOptions options;
  private final View view;
  private final Locations locations;
  private final NameServers nameServers;
  private final Function<Question, Answer> lookup;

  /**
   * A plugin.
   *
   * @param own the addresses of the server itself
   * @param lookup asks the whole server for names outside of the zone
   */
  KubernetesZone(
      KubernetesOptions options,
      View view,
      List<IpAddress> own,
      Function<Question, Answer> lookup) {
    this.options = options;
    this.view = view;
    this.locations = new Locations(options, view);
    this.nameServers = new NameServers(options, view, own);
    this.lookup = lookup;
  }

  /** The answer; empty where the question is left to the next plugin. */
  Optional<Answer> answer(Question question) {
    DomainName name = DomainName.of(question.name());
    Optional<DomainName> zone = options.zoneOf(name);
    if (zone.isEmpty()) {
      return Optional.empty();
    }
    if (question.type().equals("AXFR") || question.type().equals("IXFR")) {
      return Optional.of(Answer.failed(question, Rcode.REFUSED));
    }
    Optional<Answer> found = found(question, name, zone.get());
    if (found.isEmpty() && options.fallsThrough(name)) {
      return Optional.empty();
    }
    return Optional.of(found.orElseGet(() -> negative(question, Rcode.NXDOMAIN, zone.get())));
  }

  long ttl() {
    return options.ttl();
  }

  Function<Question, Answer> lookup() {
    return lookup;
  }

  /** Where a name of the zone leads for questions of a type; empty if it does not exist. */
  Optional<List<Location>> locations(DomainName name, DomainName zone, String type) {
    DomainName lowerCase = name.lowerCase();
    if (!NameServers.isDefaultName(lowerCase, zone)) {
      return locations.find(lowerCase, zone);
    }
    return Optional.of(
        nameServers.in(zone).stream()
            .filter(server -> type.equals(server.ip().isIpv4() ? "A" : "AAAA"))
            .map(Location.class::cast)
            .toList());
  }

  private Optional<Answer> found(Question question, DomainName name, DomainName zone) {
    return switch (question.type()) {
      case "A", "AAAA" ->
          new AliasChain(this, zone, question.type())
              .resolve(name)
              .map(records -> reply(question, zone, records));
      case "SRV" -> locations(name, zone, "SRV").map(found -> services(question, zone, found));
      case "CNAME" -> locations(name, zone, "CNAME").map(found -> alias(question, zone, found));
      case "TXT" -> text(question, name, zone);
      case "PTR" -> pointers(question, name, zone);
      case "SOA" ->
          Optional.of(
              reply(
                  question,
                  zone,
                  name.size() == zone.size() ? ImmutableList.of(soa(zone)) : ImmutableList.of()));
      case "NS" -> nameServers(question, name, zone);
      default -> nothing(question, name, zone);
    };
  }

  private Optional<Answer> nothing(Question question, DomainName name, DomainName zone) {
    return locations(name, zone, "A").map(found -> reply(question, zone, ImmutableList.of()));
  }

  private Answer services(Question question, DomainName zone, List<Location> found) {
    ServiceRecords records =
        new ServiceRecords(
            DomainName.of(question.name()),
            found.stream().filter(Location.Address.class::isInstance).toList(),
            ttl());
    return records.answer().isEmpty()
        ? negative(question, Rcode.NOERROR, zone)
        : Answer.authoritative(question, records.answer(), records.additional());
  }

  private Answer alias(Question question, DomainName zone, List<Location> found) {
    return reply(
        question,
        zone,
        found.stream()
            .limit(1)
            .filter(Location.Alias.class::isInstance)
            .map(alias -> record(question, "CNAME", ((Location.Alias) alias).target()))
            .toList());
  }

  private Optional<Answer> text(Question question, DomainName name, DomainName zone) {
    DomainName lowerCase = name.lowerCase();
    if (lowerCase.labelsBefore(zone).equals(List.of("dns-version"))) {
      DnsRecord version = new DnsRecord(question.name(), SCHEMA_VERSION_TTL, "TXT", SCHEMA_VERSION);
      return Optional.of(reply(question, zone, ImmutableList.of(version)));
    }
    return locations
        .find(lowerCase, zone)
        .filter(found -> !found.isEmpty())
        .map(found -> reply(question, zone, ImmutableList.of()));
  }

  private Optional<Answer> nameServers(Question question, DomainName name, DomainName zone) {
    if (!name.lowerCase().equals(zone)) {
      return nothing(question, name, zone);
    }
    List<Location.Address> servers = nameServers.in(zone);
    if (servers.isEmpty()) {
      return Optional.of(negative(question, Rcode.NOERROR, zone));
    }
    return Optional.of(
        Answer.authoritative(
            question,
            servers.stream()
                .map(server -> record(question, "NS", server.name()))
                .distinct()
                .toList(),
            servers.stream()
                .map(server -> DnsRecord.ofAddress(server.name(), ttl(), server.ip()))
                .toList()));
  }

  private Optional<Answer> pointers(Question question, DomainName name, DomainName zone) {
    Optional<IpAddress> address = ReverseName.address(name.lowerCase());
    if (address.isEmpty()) {
      return locations
          .find(name.lowerCase(), zone)
          .map(found -> reply(question, zone, ImmutableList.of()));
    }
    List<DnsRecord> records =
        new Pointers(options, view)
            .namesOf(address.get()).stream()
                .map(target -> record(question, "PTR", target))
                .toList();
    return Optional.of(records).filter(r -> !r.isEmpty()).map(r -> reply(question, zone, r));
  }

  private DnsRecord record(Question question, String type, DomainName target) {
    return new DnsRecord(question.name(), ttl(), type, target.toString());
  }

  private Answer reply(Question question, DomainName zone, List<DnsRecord> records) {
    return records.isEmpty()
        ? negative(question, Rcode.NOERROR, zone)
        : Answer.authoritative(question, records, ImmutableList.of());
  }

  private Answer negative(Question question, Rcode rcode, DomainName zone) {
    return Answer.negative(question, rcode, soa(zone));
  }

  /** The start of authority: SOA of CoreDNS' backend_lookup. */
  private DnsRecord soa(DomainName zone) {
    String rdata =
        "ns.dns."
            + zone
            + " hostmaster."
            + zone
            + " "
            + view.serial()
            + " 7200 1800 86400 "
            + ttl();
    return new DnsRecord(zone.toString(), Math.min(ttl(), MAX_SOA_TTL), "SOA", rdata);
  }
}
