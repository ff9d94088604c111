package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.dns.message.DomainName;
import java.util.Optional;

/**
 * What a Corefile says of the plugin kubernetes.
 *
 * @param zones its zones, in lower case
 * @param pods which pod names it answers
 * @param ttl the time to live of its records, in seconds
 * @param fallthrough the zones whose missing names are left to the next plugin
 * @param namespaces the only namespaces that it knows; empty for all
 * @param namesEndpointsAfterPods whether endpoints without hostname are named after their pods
 * @param ignoresEmptyServices whether Services without ready endpoints do not exist
 */
record KubernetesOptions(
    ImmutableList<DomainName> zones,
    Pods pods,
    long ttl,
    ImmutableList<DomainName> fallthrough,
    ImmutableSet<String> namespaces,
    boolean namesEndpointsAfterPods,
    boolean ignoresEmptyServices) {

  /** Which names of pods are answered. */
  enum Pods {
    DISABLED,
    INSECURE,
    VERIFIED
  }

  /** The zone of a name, the longest that matches, in the name's letter case. */
  Optional<DomainName> zoneOf(DomainName name) {
    return Zones.longest(zones, name).map(zone -> name.last(zone.size()));
  }

  /** The first zone that is not for addresses: PTR records lead into it. */
  DomainName primaryZone() {
    return zones.stream().filter(zone -> !ReverseName.isBelow(zone)).findFirst().orElseThrow();
  }

  boolean fallsThrough(DomainName name) {
    return fallthrough.stream().anyMatch(name::isIn);
  }

  boolean knows(String namespace) {
    return namespaces.isEmpty() || namespaces.contains(namespace);
  }
}
