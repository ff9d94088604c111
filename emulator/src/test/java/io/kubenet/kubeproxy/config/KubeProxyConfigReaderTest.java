package io.kubenet.kubeproxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.manifest.TextSource;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.Cidr;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeProxyConfigReaderTest {

  private static final String HEAD =
      """
      apiVersion: kubeproxy.config.k8s.io/v1alpha1
      kind: KubeProxyConfiguration
      """;

  @Test
  void emptyConfigurationIsKubeProxysDefault() {
    KubeProxyConfig config = read("");

    assertThat(config)
        .isEqualTo(KubeProxyConfig.DEFAULT.withDetectLocal(DetectLocal.clusterCidrs()));
  }

  @Test
  void configurationOfKubeadmIsRead() {
    KubeProxyConfig config =
        read(
            """
            bindAddress: 0.0.0.0
            bindAddressHardFail: false
            clientConnection:
              acceptContentTypes: ""
              burst: 0
              contentType: ""
              kubeconfig: /var/lib/kube-proxy/kubeconfig.conf
              qps: 0
            clusterCIDR: 10.244.0.0/16
            configSyncPeriod: 0s
            conntrack:
              maxPerCore: null
              min: null
              tcpBeLiberal: false
              tcpCloseWaitTimeout: null
              tcpEstablishedTimeout: null
              udpStreamTimeout: 0s
              udpTimeout: 0s
            detectLocal:
              bridgeInterface: ""
              interfaceNamePrefix: ""
            detectLocalMode: ""
            enableProfiling: false
            healthzBindAddress: ""
            hostnameOverride: ""
            iptables:
              localhostNodePorts: null
              masqueradeAll: false
              masqueradeBit: null
              minSyncPeriod: 0s
              syncPeriod: 0s
            ipvs:
              excludeCIDRs: null
              minSyncPeriod: 0s
              scheduler: ""
              strictARP: false
              syncPeriod: 0s
              tcpFinTimeout: 0s
              tcpTimeout: 0s
              udpTimeout: 0s
            logging:
              flushFrequency: 0
            metricsBindAddress: ""
            mode: ""
            nftables:
              masqueradeAll: false
              masqueradeBit: null
              minSyncPeriod: 0s
              syncPeriod: 0s
            nodePortAddresses: null
            oomScoreAdj: null
            portRange: ""
            showHiddenMetricsForVersion: ""
            winkernel:
              enableDSR: false
              forwardHealthCheckVip: false
              networkName: ""
              rootHnsEndpointName: ""
              sourceVip: ""
            """);

    assertThat(config)
        .isEqualTo(
            KubeProxyConfig.DEFAULT.withDetectLocal(
                DetectLocal.clusterCidrs(Cidr.of("10.244.0.0/16"))));
  }

  @Test
  void settingsOfBothModesAreRead() {
    KubeProxyConfig config =
        read(
            """
            mode: nftables
            clusterCIDR: 10.1.0.0/16,fd00:1::/48
            iptables: {masqueradeAll: true, localhostNodePorts: false}
            nftables: {masqueradeBit: 15}
            conntrack: {tcpBeLiberal: true}
            nodePortAddresses: [192.168.0.0/24, "fd00::/64"]
            """);

    assertThat(config)
        .isEqualTo(
            new KubeProxyConfig(
                Mode.NFTABLES,
                IptablesSettings.DEFAULT
                    .withMasquerading(new Masquerading(/* isForAll= */ true, 14))
                    .withoutLocalhostNodePorts()
                    .withLiberalTcp(),
                new Masquerading(/* isForAll= */ false, 15),
                IpvsSettings.DEFAULT,
                DetectLocal.clusterCidrs(Cidr.of("10.1.0.0/16"), Cidr.of("fd00:1::/48")),
                NodePortAddresses.in(Cidr.of("192.168.0.0/24"), Cidr.of("fd00::/64")),
                KubernetesVersion.LATEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: kernelspace              | mode 'kernelspace' is not modelled; modelled: iptables, nftables, ipvs
          detectLocalMode: Node          | detectLocalMode 'Node' is unknown; known: ClusterCIDR, NodeCIDR, BridgeInterface, InterfaceNamePrefix
          detectLocalMode: BridgeInterface | detectLocalMode 'BridgeInterface' needs detectLocal.bridgeInterface, not set
          clusterCidr: 10.0.0.0/8        | clusterCidr is no known field; did you mean 'clusterCIDR'?
          clusterCIDR: 10.0.0.0/33       | clusterCIDR '10.0.0.0/33': an IPV4 prefix has 0 to 32 bits
          clusterCIDR: '1.0.0.0/8,2.0.0.0/8' | clusterCIDR must hold one CIDR, or one of each IP family, is '1.0.0.0/8,2.0.0.0/8'
          nodePortAddresses: [primary, 10.0.0.0/8] | nodePortAddresses can't use both 'primary' and CIDRs
          nodePortAddresses: [eth0]      | nodePortAddresses[0] 'eth0' is no CIDR
          iptables: {masqueradeBit: 32}  | iptables.masqueradeBit must be 0 to 31, is 32
          iptables: {masqueradeall: true} | iptables.masqueradeall is no known field; did you mean 'masqueradeAll'?
          bindAddress: 10.0.0.1          | bindAddress '10.0.0.1' is not modelled: kube-proxy binds to all addresses, 0.0.0.0 or ::
          hostnameOverride: a            | hostnameOverride is not modelled: every node's kube-proxy goes by the node's name
          featureGates: {AllowServiceExternalIPs: false} | featureGates.AllowServiceExternalIPs is not modelled as false; modelled: true
          """,
      quoteCharacter = '`')
  void unknownValuesAreNamedWithTheirPlace(String line, String message) {
    assertThatThrownBy(() -> read(line)).hasMessage("proxy.yaml:3: " + message);
  }

  @Nested
  class InVersion123 {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            mode: nftables                   | mode 'nftables'
            nodePortAddresses: [primary]     | nodePortAddresses[0] 'primary'
            detectLocalMode: BridgeInterface | detectLocalMode 'BridgeInterface'
            iptables: {localhostNodePorts: false} | iptables.localhostNodePorts 'false'
            """)
    void laterSettingsAreRefused(String line, String setting) {
      TextSource source = new TextSource("proxy.yaml", HEAD + line);

      assertThatThrownBy(() -> KubeProxyConfigReader.read(source, KubernetesVersion.of("1.23")))
          .hasMessage("proxy.yaml:3: " + setting + " came later than Kubernetes 1.23");
    }
  }

  @Test
  void interfacePrefixThatNftRefusesIsRefused() {
    TextSource source =
        new TextSource(
            "proxy.yaml",
            HEAD
                + """
                mode: nftables
                detectLocalMode: InterfaceNamePrefix
                detectLocal: {interfaceNamePrefix: cni}
                """);

    assertThatThrownBy(() -> KubeProxyConfigReader.read(source, KubernetesVersion.of("1.32")))
        .hasMessage(
            "proxy.yaml:4: detectLocalMode 'InterfaceNamePrefix' has no rules in nftables mode of"
                + " kube-proxy 1.32: nft refuses what it writes; 1.33 writes others");
    assertThat(KubeProxyConfigReader.read(source, KubernetesVersion.of("1.33")).mode())
        .isEqualTo(Mode.NFTABLES);
  }

  private static KubeProxyConfig read(String rest) {
    return KubeProxyConfigReader.read(
        new TextSource("proxy.yaml", HEAD + rest), KubernetesVersion.LATEST);
  }
}
