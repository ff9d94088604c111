package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;

/**
 * What a Corefile says of the plugin cache.
 *
 * @param zones the zones that it keeps answers of
 * @param success how long answers are kept
 * @param denial how long it is kept that there is no answer
 */
record CacheOptions(ImmutableList<DomainName> zones, Store success, Store denial) {

  /** The bounds that the plugin has from the start (v1.13.1): 5 seconds to an hour. */
  static final Store SUCCESS = new Store(5, 3600, ImmutableList.of());

  /** The same for denials: to half an hour. */
  static final Store DENIAL = new Store(5, 1800, ImmutableList.of());

  /**
   * One of its two stores.
   *
   * @param minTtl the least that is kept, in seconds
   * @param maxTtl the most
   * @param excluded the zones of which nothing is kept
   */
  record Store(long minTtl, long maxTtl, ImmutableList<DomainName> excluded) {

    long bounded(long ttl) {
      return Math.min(Math.max(ttl, minTtl), maxTtl);
    }

    boolean keeps(DomainName name) {
      return excluded.stream().noneMatch(name::isIn);
    }

    Store withMaxTtl(long ttl) {
      return new Store(minTtl, ttl, excluded);
    }

    Store withMinTtl(long ttl) {
      return new Store(ttl, maxTtl, excluded);
    }

    Store without(ImmutableList<DomainName> zones) {
      return new Store(minTtl, maxTtl, zones);
    }
  }

  CacheOptions withSuccess(Store store) {
    return new CacheOptions(zones, store, denial);
  }

  CacheOptions withDenial(Store store) {
    return new CacheOptions(zones, success, store);
  }
}
