package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.config.IptablesSettings;
import io.kubenet.kubeproxy.config.LocalTrafficDetector;
import io.kubenet.kubeproxy.services.ServicePortInfo;
import io.kubenet.kubeproxy.sync.ProxiedNode;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;

/**
 * What the rules of Services are made of beside the Services; nodes with equal settings can share
 * rules.
 *
 * @param family the family
 * @param detector how local traffic is told
 * @param iptables how Service traffic is masqueraded, and whether the kernel counts
 * @param hasLocalhostNodePorts whether node ports answer on 127.0.0.1
 * @param takesNodePorts whether any address of the node takes node ports
 * @param version the version of kube-proxy
 */
record RuleSettings(
    IpFamily family,
    LocalTrafficDetector detector,
    IptablesSettings iptables,
    boolean hasLocalhostNodePorts,
    boolean takesNodePorts,
    KubernetesVersion version) {

  static RuleSettings of(ProxiedNode node) {
    return new RuleSettings(
        node.family(),
        node.detector(),
        node.config().iptables(),
        node.hasLocalhostNodePorts(),
        node.takesNodePorts(),
        node.config().version());
  }

  boolean isIpv4() {
    return family == IpFamily.IPV4;
  }

  /** Whether 1.23 writes rules for the node port of a port. */
  boolean takes(ServicePortInfo info) {
    return takesNodePorts && info.nodePort() != 0;
  }

  /** The mark of packets that are to be masqueraded. */
  int mark() {
    return iptables.masquerading().mark();
  }
}
