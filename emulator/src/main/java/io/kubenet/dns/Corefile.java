package io.kubenet.dns;

import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.DomainName;
import java.util.Comparator;
import java.util.Optional;

/** The configuration of a CoreDNS: as much of it as answers depend on. */
public final class Corefile {

  /** Kubernetes 1.32's kubeadm was the first to keep the cluster's own zone out of the cache. */
  private static final int FIRST_WITHOUT_CLUSTER_CACHE = 32;

  private static final String KUBEADM =
      """
      .:53 {
          errors
          health {
             lameduck 5s
          }
          ready
          kubernetes cluster.local in-addr.arpa ip6.arpa {
             pods insecure
             fallthrough in-addr.arpa ip6.arpa
             ttl 30
          }
          prometheus :9153
          forward . /etc/resolv.conf {
             max_concurrent 1000
          }
          %s
          loop
          reload
          loadbalance
      }
      """;

  private static final String CACHE = "cache 30";

  private static final String CACHE_WITHOUT_CLUSTER =
      """
      cache 30 {
          disable success cluster.local
          disable denial cluster.local
      }\
      """;

  private final ImmutableList<ServerBlock> blocks;

  private Corefile(ImmutableList<ServerBlock> blocks) {
    this.blocks = blocks;
  }

  /**
   * Reads a Corefile.
   *
   * @param file its name, for errors
   * @throws IllegalArgumentException if it is none, or has something that answers depend on and
   *     that is not modelled: {@code FILE:LINE: ...}
   */
  public static Corefile parse(String text, String file) {
    return new Corefile(
        CorefileSyntax.parse(text, file).stream()
            .map(directive -> new ServerBlockReader(file).read(directive))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * The Corefile that kubeadm installs.
   *
   * @param minor Kubernetes' minor version: 36 of 1.36
   */
  public static Corefile ofKubeadm(int minor) {
    String cache = minor < FIRST_WITHOUT_CLUSTER_CACHE ? CACHE : CACHE_WITHOUT_CLUSTER;
    return parse(KUBEADM.formatted(cache), "Corefile");
  }

  /** The domain that the cluster's names are in: {@code cluster.local}. */
  public String clusterDomain() {
    return blocks.stream()
        .flatMap(block -> block.kubernetes().stream())
        .map(options -> options.primaryZone().toString())
        .map(zone -> zone.substring(0, zone.length() - 1))
        .findFirst()
        .orElse("cluster.local");
  }

  /** The block that serves a name: the one whose zone has the most labels. */
  Optional<ServerBlock> blockOf(DomainName name) {
    return blocks.stream()
        .filter(block -> Zones.longest(block.zones(), name).isPresent())
        .max(
            Comparator.comparing(block -> Zones.longest(block.zones(), name).orElseThrow().size()));
  }
}
