package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server of a Corefile: the plugins for some zones.
 *
 * @param zones the zones that it serves
 * @param kubernetes the plugin kubernetes
 * @param cache the plugin cache
 * @param forwarded the zones whose names are left to an upstream resolver
 * @param shuffles whether addresses are shuffled: the plugin loadbalance
 * @param bufferSize the limit of EDNS buffers: the plugin bufsize
 */
record ServerBlock(
    ImmutableList<DomainName> zones,
    Optional<KubernetesOptions> kubernetes,
    Optional<CacheOptions> cache,
    ImmutableList<DomainName> forwarded,
    boolean shuffles,
    OptionalInt bufferSize) {

  boolean forwards(DomainName name) {
    return forwarded.stream().anyMatch(name::isIn);
  }
}
