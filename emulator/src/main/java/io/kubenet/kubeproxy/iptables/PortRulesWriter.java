package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.sync.ProxiedPort;
import io.kubenet.kubeproxy.version.KubeProxyFeature;

/** Writes the rules of a port of a Service in iptables mode, as one version of kube-proxy does. */
sealed interface PortRulesWriter permits CurrentPortRules, LegacyPortRules {

  /** The writer of the version in the settings. */
  static PortRulesWriter of(RuleSettings settings) {
    return KubeProxyFeature.EXTERNAL_CHAINS.isIn(settings.version())
        ? new CurrentPortRules(settings)
        : new LegacyPortRules(settings);
  }

  /** The rules of a port; a large cluster's have no comments in the chains of endpoints. */
  PortRules write(ProxiedPort port, ClusterSize size);
}
