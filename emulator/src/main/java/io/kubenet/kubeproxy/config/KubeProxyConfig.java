package io.kubenet.kubeproxy.config;

import io.kubenet.addressing.AddressPlan;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.model.Node;
import io.kubenet.net.IpFamily;

/**
 * How the kube-proxies of a cluster are set up: what of KubeProxyConfiguration decides their rules,
 * their version, and what their kernels have.
 *
 * @param mode how their rules are obeyed
 * @param iptables what concerns iptables mode
 * @param nftables how Service traffic is masqueraded in nftables mode
 * @param ipvs what concerns ipvs mode; it masquerades as iptables mode does
 * @param detectLocal how local traffic is detected
 * @param nodePortAddresses which of a node's addresses take node ports
 * @param version the version of Kubernetes
 */
public record KubeProxyConfig(
    Mode mode,
    IptablesSettings iptables,
    Masquerading nftables,
    IpvsSettings ipvs,
    DetectLocal detectLocal,
    NodePortAddresses nodePortAddresses,
    KubernetesVersion version) {

  /** What the cluster of the recordings has: iptables, and the pod addresses as cluster CIDR. */
  public static final KubeProxyConfig DEFAULT =
      new KubeProxyConfig(
          Mode.IPTABLES,
          IptablesSettings.DEFAULT,
          Masquerading.DEFAULT,
          IpvsSettings.DEFAULT,
          new DetectLocal.ClusterCidr(AddressPlan.of(IpFamily.values()).podCidrs()),
          NodePortAddresses.ALL,
          KubernetesVersion.LATEST);

  public KubeProxyConfig {
    if (mode == Mode.NFTABLES && !KubeProxyFeature.NFTABLES_MODE.isIn(version)) {
      throw new IllegalArgumentException("kube-proxy " + version + " has no nftables mode");
    }
    if (mode == Mode.IPVS && !KubeProxyFeature.IPVS_ACCESS_FILTER.isIn(version)) {
      throw new IllegalArgumentException(
          "ipvs mode of kube-proxy " + version + " is not modelled; modelled: 1.31 and newer");
    }
    if (mode == Mode.NFTABLES && detectLocal instanceof DetectLocal.InterfaceNamePrefix) {
      requireInterfaceNames(version);
    }
  }

  /** Until 1.32 it writes {@code iif PREFIX*} (localdetector.go), and fails at every sync. */
  private static void requireInterfaceNames(KubernetesVersion version) {
    if (!KubeProxyFeature.NFTABLES_INTERFACE_NAMES.isIn(version)) {
      throw new IllegalArgumentException(
          "detectLocalMode 'InterfaceNamePrefix' has no rules in nftables mode of kube-proxy "
              + version
              + ": nft refuses what it writes; 1.33 writes others");
    }
  }

  /** The addresses that take node ports; nftables mode means the primary ones if none are given. */
  public NodePortAddresses nodePorts() {
    return mode == Mode.NFTABLES && nodePortAddresses.isUnspecified()
        ? NodePortAddresses.PRIMARY
        : nodePortAddresses;
  }

  /**
   * Whether a node takes node ports on 127.0.0.0/8, for which kube-proxy sets route_localnet; 1.23
   * always did.
   */
  public boolean routesLocalnet(Node node) {
    return mode == Mode.IPTABLES
        && (!KubeProxyFeature.LOCALHOST_NODE_PORTS_SETTING.isIn(version)
            || (iptables.hasLocalhostNodePorts() && nodePortAddresses.containsLoopback(node)));
  }

  public KubeProxyConfig withMode(Mode other) {
    return new KubeProxyConfig(
        other, iptables, nftables, ipvs, detectLocal, nodePortAddresses, version);
  }

  public KubeProxyConfig withIptables(IptablesSettings other) {
    return new KubeProxyConfig(
        mode, other, nftables, ipvs, detectLocal, nodePortAddresses, version);
  }

  public KubeProxyConfig withIpvs(IpvsSettings other) {
    return new KubeProxyConfig(
        mode, iptables, nftables, other, detectLocal, nodePortAddresses, version);
  }

  public KubeProxyConfig withDetectLocal(DetectLocal other) {
    return new KubeProxyConfig(mode, iptables, nftables, ipvs, other, nodePortAddresses, version);
  }

  public KubeProxyConfig withVersion(KubernetesVersion other) {
    return new KubeProxyConfig(
        mode, iptables, nftables, ipvs, detectLocal, nodePortAddresses, other);
  }
}
