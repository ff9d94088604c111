package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.trace.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod that its own Service sends back to itself. */
class HairpinTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
       spec: {containers: [{name: main, image: app, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web},
       spec: {clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 80}]}}
      """;

  @ParameterizedTest
  @CsvSource({"iptables", "nftables"})
  void podReachesItselfOverItsService(String mode) {
    Cluster cluster = KubeNet.load(ClusterConfig.iptables().withMode(mode), "shop.yaml", SHOP);

    Connection connection = cluster.pod("web").connectTo("10.96.0.20", 80);

    assertThat(connection.endpoint()).contains("default/web");
  }

  @ParameterizedTest
  @CsvSource({"iptables", "nftables"})
  void itTimesOutWhereTheBridgeGivesNoPacketBackToItsPort(String mode) {
    ClusterConfig config = ClusterConfig.iptables().withMode(mode).withoutHairpin();
    Cluster cluster = KubeNet.load(config, "shop.yaml", SHOP);

    Connection connection = cluster.pod("web").connectTo("10.96.0.20", 80);

    assertThat(connection.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(connection.outcome().because()).contains("hairpin");
  }
}
