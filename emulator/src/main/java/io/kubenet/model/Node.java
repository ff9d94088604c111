package io.kubenet.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node.
 *
 * @param name its name
 * @param labels its labels
 * @param internalIps its addresses of type InternalIP, at most one a family, the primary first
 * @param podCidrs the blocks that its pods' addresses come from, at most one a family
 * @param isReady whether its condition Ready is True
 * @param isUnschedulable whether it is cordoned
 * @param taints its taints
 * @param allocatable what pods can have of it, by resource: CPU in thousandths, memory in bytes,
 *     pods by number
 */
public record Node(
    String name,
    Map<String, String> labels,
    List<IpAddress> internalIps,
    List<Cidr> podCidrs,
    boolean isReady,
    boolean isUnschedulable,
    List<Taint> taints,
    Map<String, Long> allocatable) {

  /** The label that names a node's zone. */
  public static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /** The label that names a node itself. */
  public static final String HOSTNAME_LABEL = "kubernetes.io/hostname";

  /** What a taint does to pods that do not tolerate it. */
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }

  /**
   * A taint: pods that do not tolerate it stay away.
   *
   * @param key its key
   * @param value its value; may be empty
   * @param effect what it does
   */
  public record Taint(String key, String value, Effect effect) {}

  public Node {
    labels = ImmutableSortedMap.copyOf(labels);
    internalIps = ImmutableList.copyOf(internalIps);
    podCidrs = ImmutableList.copyOf(podCidrs);
    taints = ImmutableList.copyOf(taints);
    allocatable = ImmutableSortedMap.copyOf(allocatable);
  }

  /** Its zone: the label topology.kubernetes.io/zone. */
  public Optional<String> zone() {
    return Optional.ofNullable(labels.get(ZONE_LABEL));
  }

  /** Its InternalIP of a family. */
  public Optional<IpAddress> internalIp(IpFamily family) {
    for (IpAddress address : internalIps) {
      if (address.family() == family) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  /** The address of its pods' bridge of a family: the first of its block. */
  public Optional<IpAddress> bridgeIp(IpFamily family) {
    return podCidr(family).map(cidr -> cidr.at(1));
  }

  /** The addresses of its pods' bridge. */
  public List<IpAddress> bridgeIps() {
    return podCidrs.stream().map(cidr -> cidr.at(1)).collect(ImmutableList.toImmutableList());
  }

  /** Its block of pod addresses of a family. */
  public Optional<Cidr> podCidr(IpFamily family) {
    for (Cidr cidr : podCidrs) {
      if (cidr.family() == family) {
        return Optional.of(cidr);
      }
    }
    return Optional.empty();
  }
}
