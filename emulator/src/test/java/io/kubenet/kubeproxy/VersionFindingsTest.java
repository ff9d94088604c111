package io.kubenet.kubeproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.finding.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionFindingsTest {

  @ParameterizedTest
  @CsvSource({
    "PreferClose,    1.23, true",
    "PreferClose,    1.31, false",
    "PreferSameZone, 1.36, false",
    "PreferSameNode, 1.33, true",
    "PreferSameNode, 1.34, false",
  })
  void trafficDistributionIsSaidWhereItIsPassedOver(String value, String version, boolean isSaid) {
    Cluster cluster =
        cluster(version, "spec: {trafficDistribution: " + value + ", ports: [{port: 80}]}");

    assertThat(cluster.diagnose())
        .extracting(Finding::subject)
        .filteredOn(subject -> subject.path().equals("spec.trafficDistribution"))
        .hasSize(isSaid ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"1.23, true", "1.31, false"})
  void loadBalancerThatNodesAreToLeaveAloneIsSaid(String version, boolean isSaid) {
    Cluster cluster =
        cluster(
            version,
            """
            spec: {type: LoadBalancer, ports: [{port: 80}]}
            status: {loadBalancer: {ingress: [{ip: 198.51.100.10, ipMode: Proxy}]}}
            """);

    assertThat(cluster.diagnose())
        .extracting(Finding::subject)
        .filteredOn(subject -> subject.path().endsWith("ipMode"))
        .hasSize(isSaid ? 1 : 0);
  }

  private static Cluster cluster(String version, String rest) {
    return KubeNet.load(
        ClusterConfig.iptables().withKubernetesVersion(version),
        "web.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n" + rest);
  }
}
