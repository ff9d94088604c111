package io.kubenet.conformance.kernel;

import io.kubenet.controlplane.ControlPlane;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.jqwik.ClusterSpec;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.IptablesSettings;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import io.kubenet.node.CniMasquerade;
import io.kubenet.ruleset.host.HostRules;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules that the emulator's kube-proxies write, and the network's own beside them. */
final class KubeProxies {

  private final KubeProxyConfig config;

  KubeProxies(Mode mode) {
    // A namespace has no accounting objects, without which iptables-restore refuses -m nfacct.
    this.config =
        KubeProxyConfig.DEFAULT
            .withMode(mode)
            .withIptables(IptablesSettings.DEFAULT.withoutAccounting());
  }

  /** What the API server stores of a cluster. */
  static ClusterState state(ClusterSpec cluster) {
    TextSource source = new TextSource("cluster.yaml", cluster.manifest());
    IpFamily[] families = cluster.families().list().toArray(IpFamily[]::new);
    return ControlPlane.load(ManifestReader.read(source), ControlPlaneConfig.of(families)).state();
  }

  /** The rules of each node of the stage; a node that the cluster has not has none. */
  Map<String, HostRules> rules(ClusterState state) {
    Map<String, HostRules> rules = new LinkedHashMap<>();
    for (String name : Stage.OF_CLUSTERS.nodeNames()) {
      rules.put(name, state.node(name).map(node -> rules(node, state)).orElse(HostRules.NONE));
    }
    return rules;
  }

  private HostRules rules(Node node, ClusterState state) {
    return node.internalIps().stream()
        .map(address -> rules(node, state, address.family()))
        .reduce(HostRules.NONE, HostRules::and);
  }

  private HostRules rules(Node node, ClusterState state, IpFamily family) {
    return new CniMasquerade(clusterCidr(family))
        .in(new KubeProxy(config, family).sync(node.name(), state).rules());
  }

  private static Cidr clusterCidr(IpFamily family) {
    return Cidr.of(family == IpFamily.IPV4 ? "10.244.0.0/16" : "fd00:10:244::/48");
  }
}
