package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.dns.message.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads a server block of a Corefile. */
final class ServerBlockReader {

  /** Plugins that no answer depends on. */
  private static final ImmutableSet<String> PASSED_OVER =
      ImmutableSet.of(
          "bind",
          "cancel",
          "debug",
          "dnstap",
          "errors",
          "health",
          "log",
          "loop",
          "metadata",
          "multisocket",
          "nsid",
          "pprof",
          "prometheus",
          "ready",
          "reload",
          "root",
          "timeouts",
          "tls",
          "trace");

  private static final int DEFAULT_BUFFER_SIZE = 1232;

  private final String file;
  private final List<DomainName> forwarded = new ArrayList<>();
  private Optional<KubernetesOptions> kubernetes = Optional.empty();
  private Optional<CacheOptions> cache = Optional.empty();
  private boolean shuffles;
  private OptionalInt bufferSize = OptionalInt.empty();

  ServerBlockReader(String file) {
    this.file = file;
  }

  ServerBlock read(Directive block) {
    ImmutableList<DomainName> zones =
        Stream.concat(Stream.of(block.name()), block.arguments().stream())
            .flatMap(key -> Stream.of(key.split(",")))
            .map(key -> block.zone(withoutSchemeAndPort(key)))
            .collect(ImmutableList.toImmutableList());
    block.block().forEach(plugin -> read(plugin, zones));
    return new ServerBlock(
        zones, kubernetes, cache, ImmutableList.copyOf(forwarded), shuffles, bufferSize);
  }

  /** {@code dns://example.org:53} is the zone example.org. */
  private static String withoutSchemeAndPort(String key) {
    String rest = key.substring(key.indexOf("://") < 0 ? 0 : key.indexOf("://") + 3);
    String zone = rest.replaceFirst(":\\d+$", "");
    return zone.isEmpty() ? "." : zone;
  }

  private void read(Directive plugin, ImmutableList<DomainName> zones) {
    switch (plugin.name()) {
      case "kubernetes" -> kubernetes = Optional.of(KubernetesOptionsReader.read(plugin, zones));
      case "cache" -> cache = Optional.of(CacheOptionsReader.read(plugin, zones));
      case "forward" -> forwarded.add(forwardedZone(plugin));
      case "loadbalance" -> shuffles = isRoundRobin(plugin);
      case "bufsize" ->
          bufferSize =
              OptionalInt.of(plugin.arguments().isEmpty() ? DEFAULT_BUFFER_SIZE : plugin.number(0));
      default -> passOver(plugin);
    }
  }

  private static DomainName forwardedZone(Directive plugin) {
    if (plugin.arguments().size() < 2) {
      throw plugin.fault("'forward' takes a zone and the resolvers that are asked");
    }
    return plugin.zone(plugin.arguments().get(0));
  }

  private static boolean isRoundRobin(Directive plugin) {
    if (!plugin.arguments().isEmpty() && !plugin.arguments().equals(List.of("round_robin"))) {
      throw plugin.fault(
          "the policy '" + plugin.arguments().get(0) + "' of loadbalance is not modelled");
    }
    return true;
  }

  private void passOver(Directive plugin) {
    if (!PASSED_OVER.contains(plugin.name())) {
      throw plugin.fault("the plugin '" + plugin.name() + "' of " + file + " is not modelled");
    }
  }
}
