package io.kubenet.kubeproxy.config;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import io.kubenet.manifest.LocatedTree;

/** The fields of KubeProxyConfiguration v1alpha1, of kube-proxy 1.23 to 1.36. */
final class ConfigFields {

  /** By object; those of the whole are in the first line. Most have no effect on rules. */
  private static final String FIELDS =
      """
      : apiVersion kind featureGates clientConnection logging hostnameOverride bindAddress \
      healthzBindAddress metricsBindAddress bindAddressHardFail enableProfiling \
      showHiddenMetricsForVersion mode iptables ipvs nftables winkernel detectLocalMode \
      detectLocal clusterCIDR nodePortAddresses oomScoreAdj conntrack configSyncPeriod portRange \
      windowsRunAsService udpIdleTimeout
      iptables: masqueradeBit masqueradeAll localhostNodePorts syncPeriod minSyncPeriod
      nftables: masqueradeBit masqueradeAll syncPeriod minSyncPeriod
      ipvs: syncPeriod minSyncPeriod scheduler excludeCIDRs strictARP tcpTimeout tcpFinTimeout \
      udpTimeout
      conntrack: maxPerCore min tcpEstablishedTimeout tcpCloseWaitTimeout tcpBeLiberal udpTimeout \
      udpStreamTimeout
      detectLocal: bridgeInterface interfaceNamePrefix
      clientConnection: kubeconfig acceptContentTypes contentType qps burst
      winkernel: networkName sourceVip enableDSR rootHnsEndpointName forwardHealthCheckVip
      """;

  private static final ImmutableListMultimap<String, String> BY_OBJECT = parse();

  private ConfigFields() {}

  /**
   * Checks that a configuration has no other fields.
   *
   * @throws io.kubenet.manifest.ManifestException naming the first that it should not have
   */
  static void check(LocatedTree configuration) {
    configuration.allowOnly(BY_OBJECT.get(""));
    BY_OBJECT.keySet().stream()
        .filter(object -> !object.isEmpty())
        .forEach(object -> configuration.get(object).allowOnly(BY_OBJECT.get(object)));
  }

  private static ImmutableListMultimap<String, String> parse() {
    ImmutableListMultimap.Builder<String, String> fields = ImmutableListMultimap.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(FIELDS)) {
      int colon = line.indexOf(':');
      fields.putAll(
          line.substring(0, colon),
          Splitter.on(' ').omitEmptyStrings().split(line.substring(colon + 1)));
    }
    return fields.build();
  }
}
