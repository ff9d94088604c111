package io.kubenet.dns;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.dns.message.ResolvConf;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns.Policy;
import io.kubenet.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a kubelet sets pods' resolvers up from: GetPodDNS of its network/dns, with the limits that
 * hold since Kubernetes 1.28 (ExpandedDNSConfig).
 *
 * @param clusterDns the addresses of the cluster's DNS server: its flag --cluster-dns
 * @param clusterDomain the domain of the cluster's names
 * @param node the resolv.conf of its node
 */
public record KubeletDns(List<IpAddress> clusterDns, String clusterDomain, ResolvConf node) {

  private static final int MAX_NAMESERVERS = 3;
  private static final int MAX_SEARCHES = 32;
  private static final int MAX_SEARCH_CHARACTERS = 2048;
  private static final int MAX_DOMAIN_CHARACTERS = 253;

  public KubeletDns {
    clusterDns = ImmutableList.copyOf(clusterDns);
  }

  /** The resolv.conf of a pod. */
  public ResolvConf resolvConfOf(Pod pod) {
    ResolvConf base = base(pod);
    return new ResolvConf(
        join(base.nameservers(), pod.dns().nameservers()).limit(MAX_NAMESERVERS).toList(),
        limited(join(base.searches(), pod.dns().searches()).limit(MAX_SEARCHES).toList()),
        merged(base.options(), pod.dns().options()));
  }

  private ResolvConf base(Pod pod) {
    if (pod.dns().policy() == Policy.NONE) {
      return ResolvConf.empty();
    }
    return usesCluster(pod) && !clusterDns.isEmpty()
        ? new ResolvConf(clusterDns, searches(pod), List.of("ndots:5"))
        : node;
  }

  /** ClusterFirst on the host's network means Default. */
  private static boolean usesCluster(Pod pod) {
    return switch (pod.dns().policy()) {
      case CLUSTER_FIRST -> !pod.isHostNetwork();
      case CLUSTER_FIRST_WITH_HOST_NET -> true;
      case DEFAULT, NONE -> false;
    };
  }

  private List<String> searches(Pod pod) {
    String services = "svc." + clusterDomain;
    List<String> ofCluster =
        List.of(pod.name().namespace() + "." + services, services, clusterDomain);
    return join(ofCluster, node.searches()).toList();
  }

  private static <T> Stream<T> join(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).distinct();
  }

  /** Too long domains go, then the last ones until the line fits. */
  private static List<String> limited(List<String> searches) {
    List<String> left =
        searches.stream().filter(domain -> domain.length() <= MAX_DOMAIN_CHARACTERS).toList();
    while (Joiner.on(' ').join(left).length() > MAX_SEARCH_CHARACTERS) {
      left = left.subList(0, left.size() - 1);
    }
    return left;
  }

  /** The pod's options replace those of the same name; kubelet itself gives them no order. */
  private static List<String> merged(List<String> base, List<String> ofPod) {
    Map<String, String> options = new LinkedHashMap<>();
    Stream.concat(base.stream(), ofPod.stream())
        .forEach(option -> options.put(Splitter.on(':').splitToList(option).get(0), option));
    return List.copyOf(options.values());
  }
}
