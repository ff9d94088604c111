package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Resolution.Status;
import io.kubenet.trace.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamesOfClusterTest {

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop}, spec: {containers: [{name: c, image: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: agent, namespace: shop}, spec: {hostNetwork: true, containers: [{name: c, image: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: api, namespace: shop, labels: {app: api}}, spec: {containers: [{name: c, image: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: api, namespace: shop}, spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
      """;

  private static final String KUBE_DNS =
      """
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {containers: [{name: c, image: c}]}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: kube-dns, namespace: kube-system}
      spec:
        clusterIP: 10.96.0.10
        selector: {k8s-app: kube-dns}
        ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]
      """;

  private static final String DENY_EGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: no-dns, namespace: shop}
      spec: {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 8080}]}]}
      """;

  private static Cluster shop() {
    return load(ClusterConfig.iptables(), SHOP + KUBE_DNS);
  }

  private static Cluster load(ClusterConfig config, String manifest) {
    return KubeNet.load(config.withNodes("node-a"), "shop.yaml", manifest);
  }

  @Test
  void externalNameIsAskedForInEverySearchDomainFirst() {
    Cluster cluster =
        load(ClusterConfig.iptables().withExternalName("api.example.com", "203.0.113.9"), SHOP);

    assertThat(cluster.pod("shop/client").resolve("api.example.com").questions())
        .extracting(Question::toString)
        .containsExactly(
            "api.example.com.shop.svc.cluster.local. A",
            "api.example.com.shop.svc.cluster.local. AAAA",
            "api.example.com.svc.cluster.local. A",
            "api.example.com.svc.cluster.local. AAAA",
            "api.example.com.cluster.local. A",
            "api.example.com.cluster.local. AAAA",
            "api.example.com. A",
            "api.example.com. AAAA");
    assertThat(cluster.pod("shop/client").resolve("api.example.com.").questions()).hasSize(2);
  }

  @Test
  void connectionsGoToShortNames() {
    Host client = shop().pod("shop/client");

    assertThat(client.connectTo("api", 80).endpoint()).hasValue("shop/api");
    assertThat(client.connectTo("api.shop", 80).endpoint()).hasValue("shop/api");
    assertThat(client.everyConnectionTo("api.shop.svc.cluster.local", 80).shares())
        .containsOnlyKeys("shop/api");
  }

  @Test
  void policyThatForbidsPort53BreaksNames() {
    Cluster cluster = shop();
    cluster.apply(DENY_EGRESS);
    Host client = cluster.pod("shop/client");

    Connection connection = client.connectTo("api.shop", 80);

    assertThat(connection.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(connection.outcome().because())
        .startsWith("'api.shop': Temporary failure in name resolution; TIMED_OUT: ")
        .contains("no-dns");
    assertThat(client.connectTo(cluster.pod("shop/api").ip(), 8080).isEstablished()).isTrue();
  }

  @Test
  void nodesDoNotKnowTheNamesOfTheCluster() {
    Cluster cluster = shop();

    assertThat(cluster.node("node-a").connectTo("api.shop", 80).verdict())
        .isEqualTo(Verdict.NXDOMAIN);
    assertThat(cluster.node("node-a").resolve("api.shop").advice())
        .hasValue(
            "node node-a asks a resolver outside of the cluster, which does not know the cluster's"
                + " names");
    assertThat(cluster.pod("shop/agent").resolve("api.shop").advice().orElseThrow())
        .contains("ClusterFirstWithHostNet would ask the cluster");
  }

  @Test
  void whatIsNoNameIsRefusedWithTheReason() {
    assertThatThrownBy(() -> shop().pod("shop/client").connectTo("api..shop", 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'api..shop' is no name: it has an empty label");
  }

  @Test
  void cacheForgetsAsTimePasses() {
    Cluster cluster = load(ClusterConfig.iptables().withKubernetesVersion("1.31"), SHOP);
    cluster.pod("shop/client").resolve("api");

    cluster.delete("service/shop/api");

    assertThat(cluster.pod("shop/client").resolve("api").isFound()).isTrue();
    cluster.advance(Duration.ofSeconds(31));
    assertThat(cluster.pod("shop/client").resolve("api").isFound()).isFalse();
  }

  /** Peers that are ready once they have found each other. */
  @Nested
  class HeadlessZookeeper {

    private static final String PEER = "zookeeper-1.zookeeper-headless";

    private static final String ZOOKEEPER =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: zookeeper-headless, namespace: middleware}
        spec: {clusterIP: None, publishNotReadyAddresses: %s, selector: {app: zookeeper}, ports: [{name: client, port: 2181}]}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: zookeeper, namespace: middleware}
        spec:
          serviceName: zookeeper-headless
          replicas: 3
          podManagementPolicy: Parallel
          selector: {matchLabels: {app: zookeeper}}
          template:
            metadata: {labels: {app: zookeeper}}
            spec: {containers: [{name: zookeeper, image: zookeeper}]}
        """;

    @Test
    void threePodsResolveByTheirOwnNames() {
      Cluster cluster = load(ClusterConfig.iptables(), ZOOKEEPER.formatted(false));
      Host client = cluster.pod("middleware/zookeeper-0");

      for (int i = 0; i < 3; i++) {
        String name = "zookeeper-" + i + ".zookeeper-headless.middleware.svc.cluster.local";
        assertThat(client.resolve(name).addresses())
            .extracting(Object::toString)
            .containsExactly(cluster.pod("middleware/zookeeper-" + i).ip());
      }
      assertThat(client.resolve("zookeeper-headless").addresses()).hasSize(3);
      assertThat(client.everyConnectionTo("zookeeper-headless", 2181).shares()).hasSize(3);
    }

    @Test
    void nameWithoutTheServiceIsNone() {
      Cluster cluster = load(ClusterConfig.iptables(), ZOOKEEPER.formatted(false));

      Connection connection =
          cluster
              .pod("middleware/zookeeper-0")
              .connectTo("zookeeper-1.middleware.svc.cluster.local", 2181);

      assertThat(connection.verdict()).isEqualTo(Verdict.NXDOMAIN);
      assertThat(connection.outcome().because())
          .contains("a pod's name is below its headless Service");
    }

    @Test
    void peersThatAreNotReadyDoNotFindEachOther() {
      Cluster cluster = starting(false);

      assertThat(cluster.pod("middleware/zookeeper-0").resolve(PEER).status())
          .isEqualTo(Status.UNKNOWN_NAME);
      assertThat(cluster.pod("middleware/zookeeper-0").resolve(PEER).advice().orElseThrow())
          .contains("spec.publishNotReadyAddresses would publish it");
    }

    @Test
    void peersThatArePublishedBeforeTheyAreReadyFindEachOther() {
      Cluster cluster = starting(true);

      assertThat(cluster.pod("middleware/zookeeper-0").connectTo(PEER, 2181).endpoint())
          .hasValue("middleware/zookeeper-1");
    }

    private Cluster starting(boolean publishesNotReadyAddresses) {
      Cluster cluster =
          load(ClusterConfig.iptables(), ZOOKEEPER.formatted(publishesNotReadyAddresses));
      for (int i = 0; i < 3; i++) {
        cluster.markUnready("middleware/zookeeper-" + i);
      }
      return cluster;
    }
  }
}
