package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestServiceTest {

  private final Cluster cluster =
      KubeNet.load(
          ClusterConfig.iptables(),
          "shop.yaml",
          """
          {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
          ---
          {apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop},
           spec: {containers: [{name: main, image: app}]}}
          ---
          {apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop},
           spec: {selector: {app: api}, ports: [{port: 80}]}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apy                        | no Service 'shop/apy'; did you mean 'shop/api'?
          apy.shp                    | no Service 'shp/apy'; did you mean 'shop/api'?
          aip.shop.svc               | no Service 'shop/aip'; did you mean 'shop/api'?
          apy.shop.svc.cluster.local | no Service 'shop/apy'; did you mean 'shop/api'?
          """)
  void misspeltNameIsAnsweredWithTheNearestService(String name, String advice) {
    assertThat(cluster.pod("shop/client").resolve(name).advice()).contains(advice);
    assertThat(cluster.pod("shop/client").connectTo(name, 80).outcome().because())
        .endsWith("; " + advice);
  }

  @ParameterizedTest
  @CsvSource({"warehouse", "example.com", "api.shop.example.com"})
  void nameThatIsNearToNoneIsLeftAlone(String name) {
    assertThat(cluster.pod("shop/client").resolve(name).advice()).isEmpty();
  }

  @Test
  void misspeltNamespaceOfAPodIsAnsweredWithTheNearestPod() {
    assertThatThrownBy(() -> cluster.pod("shp/client"))
        .hasMessage(
            "no pod 'shp/client'; did you mean 'shop/client'?; no pods in namespace 'shp'; pods:"
                + " shop/client");
  }
}
