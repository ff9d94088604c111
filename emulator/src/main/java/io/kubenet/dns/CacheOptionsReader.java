package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.dns.CacheOptions.Store;
import io.kubenet.dns.message.DomainName;

/** Reads the plugin cache of a Corefile: cacheParse (CoreDNS v1.13.1). */
final class CacheOptionsReader {

  private static final ImmutableList<DomainName> ROOT = ImmutableList.of(DomainName.of("."));

  /** No plugin that is modelled writes the SERVFAIL that would be kept. */
  private static final ImmutableSet<String> PASSED_OVER = ImmutableSet.of("servfail");

  private CacheOptions options;

  private CacheOptionsReader(CacheOptions options) {
    this.options = options;
  }

  static CacheOptions read(Directive plugin, ImmutableList<DomainName> ofBlock) {
    boolean hasTtl = !plugin.arguments().isEmpty() && plugin.arguments().get(0).matches("\\d{1,9}");
    ImmutableList<DomainName> zones = plugin.zones(hasTtl ? 1 : 0, ofBlock);
    CacheOptionsReader reader =
        new CacheOptionsReader(new CacheOptions(zones, CacheOptions.SUCCESS, CacheOptions.DENIAL));
    if (hasTtl) {
      reader.limit(positive(plugin, 0));
    }
    plugin.block().forEach(reader::read);
    return reader.options;
  }

  private void limit(int ttl) {
    options =
        options
            .withSuccess(options.success().withMaxTtl(ttl))
            .withDenial(options.denial().withMaxTtl(ttl));
  }

  private void read(Directive option) {
    switch (option.name()) {
      case "success" -> options = options.withSuccess(bounds(option, options.success()));
      case "denial" -> options = options.withDenial(bounds(option, options.denial()));
      case "disable" -> disable(option);
      default -> passOver(option);
    }
  }

  /** {@code CAPACITY [TTL [MINTTL]]}; nothing is dropped for want of room. */
  private static Store bounds(Directive option, Store store) {
    int given = option.arguments().size();
    Store longest = given > 1 ? store.withMaxTtl(positive(option, 1)) : store;
    return given > 2 ? longest.withMinTtl(option.number(2)) : longest;
  }

  private void disable(Directive option) {
    ImmutableList<DomainName> zones = option.zones(1, ROOT);
    switch (option.arguments().isEmpty() ? "" : option.arguments().get(0)) {
      case "success" -> options = options.withSuccess(options.success().without(zones));
      case "denial" -> options = options.withDenial(options.denial().without(zones));
      default -> throw option.fault("'disable' takes success or denial, and zones");
    }
  }

  private static int positive(Directive directive, int index) {
    if (directive.number(index) == 0) {
      throw directive.fault("the TTL of a cache is not 0");
    }
    return directive.number(index);
  }

  private static void passOver(Directive option) {
    if (!PASSED_OVER.contains(option.name())) {
      throw option.fault("the option '" + option.name() + "' of cache is not modelled");
    }
  }
}
