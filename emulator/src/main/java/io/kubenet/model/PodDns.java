package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpAddress;
import java.util.List;

/**
 * How a pod's resolver is set up.
 *
 * @param policy its spec.dnsPolicy
 * @param nameservers of its spec.dnsConfig
 * @param searches of its spec.dnsConfig
 * @param options of its spec.dnsConfig, as resolv.conf writes them: {@code ndots:2}
 */
public record PodDns(
    Policy policy, List<IpAddress> nameservers, List<String> searches, List<String> options) {

  /** A pod's spec.dnsPolicy. */
  public enum Policy {
    CLUSTER_FIRST,
    CLUSTER_FIRST_WITH_HOST_NET,
    DEFAULT,
    NONE
  }

  /** ClusterFirst without a dnsConfig: what a pod has that says nothing. */
  public static final PodDns CLUSTER_FIRST =
      new PodDns(Policy.CLUSTER_FIRST, ImmutableList.of(), ImmutableList.of(), ImmutableList.of());

  public PodDns {
    nameservers = ImmutableList.copyOf(nameservers);
    searches = ImmutableList.copyOf(searches);
    options = ImmutableList.copyOf(options);
  }
}
