package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.dataplane.Fabric;
import io.kubenet.kubeproxy.ConntrackCleanup;
import io.kubenet.kubeproxy.UdpFlow;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Deletes from conntrack what kube-proxies delete when they sync.
 *
 * @param fabric where the kernels are
 * @param version the version of the kube-proxies
 * @param now the virtual time
 */
record ConntrackSweep(Fabric fabric, KubernetesVersion version, Duration now) {

  /** A node's kube-proxy has synced a change. */
  void sweep(String node, ClusterState before, ClusterState after) {
    if (!ConntrackCleanup.canFollow(before, after)) {
      return;
    }
    List<Connection> datagrams =
        fabric.connections(node, now).stream()
            .filter(connection -> connection.original().protocol() == Protocol.UDP)
            .collect(ImmutableList.toImmutableList());
    if (datagrams.isEmpty()) {
      return;
    }
    for (IpFamily family : IpFamily.values()) {
      Predicate<UdpFlow> stale = new ConntrackCleanup(version, family).afterChange(before, after);
      fabric.forget(
          node,
          datagrams.stream()
              .filter(connection -> connection.original().destination().family() == family)
              .filter(connection -> stale.test(flow(connection)))
              .collect(ImmutableList.toImmutableList()));
    }
  }

  private static UdpFlow flow(Connection connection) {
    return new UdpFlow(
        new IpPort(connection.original().destination(), connection.original().destinationPort()),
        new IpPort(connection.reply().source(), connection.reply().sourcePort()));
  }
}
