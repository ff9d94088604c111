package io.kubenet.controlplane.admission.kind;

import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What an endpoint of an EndpointSlice must be: validateEndpoints of pkg/apis/discovery/validation.
 *
 * @param type the type of the slice's addresses
 * @param causes where is noted what is wrong
 */
record SliceEndpointValidation(String type, Causes causes) {

  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_HINTS = 8;

  void check(LocatedTree endpoint) {
    LocatedTree addresses = endpoint.get("addresses");
    int count = addresses.items().size();
    if (count == 0) {
      causes.required(addresses.path(), "at least one address");
    } else if (count > MOST_ADDRESSES) {
      causes.tooMany(addresses.path(), count, MOST_ADDRESSES);
    }
    addresses.items().forEach(this::address);
    LocatedTree node = endpoint.get("nodeName");
    if (!node.isAbsent()) {
      causes.invalid(node.path(), node.text(), Names.dnsSubdomain(node.text()));
    }
    LocatedTree hostname = endpoint.get("hostname");
    if (!hostname.isAbsent()) {
      causes.invalid(hostname.path(), hostname.text(), Names.dnsLabel(hostname.text()));
    }
    LocatedTree hints = endpoint.get("hints");
    hints(hints.get("forZones"), Names::labelValue);
    if (hints.get("forZones").items().size() <= MOST_HINTS) {
      // validateHints returns at too many zones.
      hints(hints.get("forNodes"), Names::dnsSubdomain);
    }
  }

  private void address(LocatedTree address) {
    if (type.equals("FQDN")) {
      fullyQualifiedDomain(address);
    } else if (type.equals("IPv4") || type.equals("IPv6")) {
      ipAddress(address);
    }
  }

  private void ipAddress(LocatedTree address) {
    String text = address.text();
    boolean isIpv4 = type.equals("IPv4");
    List<String> broken = isIpv4 ? Addresses.address(text) : Addresses.canonicalAddress(text);
    causes.invalid(address.path(), text, broken);
    if (broken.isEmpty()) {
      if (Addresses.isIpv4(text) != isIpv4) {
        // The API blames the list for an address of the wrong family.
        causes.invalid(address.path().parent(), text, "must be an " + type + " address");
      }
      causes.invalid(address.path(), text, Addresses.endpoint(text));
    }
  }

  /** IsFullyQualifiedDomainName: all that is wrong is one cause. */
  private void fullyQualifiedDomain(LocatedTree address) {
    List<String> broken = Names.fullyQualifiedDomain(address.text());
    if (address.text().isEmpty()) {
      causes.required(address.path());
    } else if (!broken.isEmpty()) {
      causes.invalid(address.path(), address.text(), String.join(", ", broken));
    }
  }

  private void hints(LocatedTree hints, Function<String, List<String>> rule) {
    if (hints.items().size() > MOST_HINTS) {
      causes.tooMany(hints.path(), hints.items().size(), MOST_HINTS);
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (LocatedTree hint : hints.items()) {
      LocatedTree name = hint.get("name");
      if (!seen.add(name.textOrEmpty())) {
        causes.duplicate(name.path(), name.textOrEmpty());
      }
      causes.invalid(name.path(), name.textOrEmpty(), rule.apply(name.textOrEmpty()));
    }
  }
}
