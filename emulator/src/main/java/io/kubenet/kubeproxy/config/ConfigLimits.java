package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableMap;
import io.kubenet.kubeproxy.version.KubeProxyFeature;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpAddress;

/** Finds settings that would change rules and are not modelled. */
final class ConfigLimits {

  /** The gates that decide rules, and what they are by default. */
  private static final ImmutableMap<String, Boolean> GATES =
      ImmutableMap.<String, Boolean>builder()
          .put("AllowServiceExternalIPs", true)
          .put("PreferSameTrafficDistribution", true)
          .put("ServiceTrafficDistribution", true)
          .put("TopologyAwareHints", true)
          .put("LoadBalancerIPMode", true)
          .put("NFTablesProxyMode", true)
          .put("MultiCIDRServiceAllocator", true)
          .put("ServiceInternalTrafficPolicy", true)
          .put("ProxyTerminatingEndpoints", false)
          .buildOrThrow();

  private ConfigLimits() {}

  /**
   * Checks that a configuration asks for nothing that is not modelled.
   *
   * @throws io.kubenet.manifest.ManifestException naming the setting
   */
  static void check(LocatedTree configuration, KubernetesVersion version) {
    new Additions(version).check(configuration);
    checkHostname(configuration.get("hostnameOverride"));
    checkBindAddress(configuration.get("bindAddress"));
    configuration.get("featureGates").fields().forEach(ConfigLimits::checkGate);
  }

  /** Settings that came with a version, and that older ones have not heard of. */
  private record Additions(KubernetesVersion version) {

    void check(LocatedTree configuration) {
      refuse(configuration.get("mode"), "nftables", KubeProxyFeature.NFTABLES_MODE);
      refuse(
          configuration.get("iptables").get("localhostNodePorts"),
          "false",
          KubeProxyFeature.LOCALHOST_NODE_PORTS_SETTING);
      LocatedTree detectLocal = configuration.get("detectLocalMode");
      refuse(detectLocal, "BridgeInterface", KubeProxyFeature.DETECT_LOCAL_BY_INTERFACE);
      refuse(detectLocal, "InterfaceNamePrefix", KubeProxyFeature.DETECT_LOCAL_BY_INTERFACE);
      configuration
          .get("nodePortAddresses")
          .items()
          .forEach(item -> refuse(item, "primary", KubeProxyFeature.PRIMARY_NODE_PORT_ADDRESSES));
    }

    private void refuse(LocatedTree setting, String value, KubeProxyFeature feature) {
      if (!feature.isIn(version) && setting.node().asText().equals(value)) {
        throw setting.error("'" + value + "' came later than Kubernetes " + version);
      }
    }
  }

  private static void checkHostname(LocatedTree override) {
    if (!override.optionalText().orElse("").isEmpty()) {
      throw override.error("is not modelled: every node's kube-proxy goes by the node's name");
    }
  }

  private static void checkBindAddress(LocatedTree bind) {
    String address = bind.optionalText().orElse("");
    if (!address.isEmpty() && !isUnspecified(address)) {
      throw bind.error(
          "'" + address + "' is not modelled: kube-proxy binds to all addresses, 0.0.0.0 or ::");
    }
  }

  private static boolean isUnspecified(String address) {
    return IpAddress.isAddress(address) && IpAddress.of(address).isUnspecified();
  }

  private static void checkGate(String gate, LocatedTree value) {
    boolean byDefault = GATES.getOrDefault(gate, value.isTrue());
    if (value.isTrue() != byDefault) {
      throw value.error("is not modelled as " + value.isTrue() + "; modelled: " + byDefault);
    }
  }
}
