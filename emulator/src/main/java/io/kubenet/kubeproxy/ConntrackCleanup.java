package io.kubenet.kubeproxy;

import io.kubenet.kubeproxy.services.ServicePortMap;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.util.function.Predicate;

/**
 * Which UDP flows a kube-proxy deletes from the conntrack of its node when it syncs, so that they
 * do not go on to endpoints that are gone. Those of other protocols it leaves alone.
 */
public final class ConntrackCleanup {

  private final KubernetesVersion version;
  private final IpFamily family;

  public ConntrackCleanup(KubernetesVersion version, IpFamily family) {
    this.version = version;
    this.family = family;
  }

  /** Whether flows can be stale after a change: a Service with a UDP port is another then. */
  public static boolean canFollow(ClusterState before, ClusterState after) {
    return after
        .servicesChangedSince(before)
        .map(names -> names.stream().anyMatch(name -> hasUdp(name, before) || hasUdp(name, after)))
        .orElse(true);
  }

  private static boolean hasUdp(ObjectName service, ClusterState state) {
    return state.service(service).stream()
        .flatMap(found -> found.ports().stream())
        .anyMatch(port -> port.protocol() == Protocol.UDP);
  }

  /**
   * The flows to delete after a change.
   *
   * @param before what the kube-proxy had synced
   * @param after what it syncs now
   */
  public Predicate<UdpFlow> afterChange(ClusterState before, ClusterState after) {
    ServicePortMap services = ServicePortMap.of(before, family, version);
    UdpServices old = UdpServices.of(services);
    UdpServices now = UdpServices.of(services.updated(after));
    return KubeProxyFeature.CONNTRACK_RECONCILIATION.isIn(version)
        ? reconciled(old, now)
        : now.changedFrom(old);
  }

  /** Changes of Services alone start no clean-up (ConntrackCleanupRequired of 1.32). */
  private Predicate<UdpFlow> reconciled(UdpServices old, UdpServices now) {
    return now.hasEndpointsOf(old) ? flow -> false : flow -> now.isStale(flow, comparison());
  }

  /** Until 1.33 an endpoint was told by its address alone. */
  private FlowComparison comparison() {
    return KubeProxyFeature.CONNTRACK_BY_PORT.isIn(version)
        ? FlowComparison.BY_ADDRESS_AND_PORT
        : FlowComparison.BY_ADDRESS;
  }
}
