package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.trace.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services' addresses that are on the nodes' own segment, where a node answers for them. */
class AnnouncedAddressTest {

  private static final String CLUSTER =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-0, labels: {app: web}}
      spec: {nodeName: node2, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {%s, selector: {app: web}, ports: [{port: 80, targetPort: %d}]}
      """;

  private static final String BALANCED =
      CLUSTER + "status: {loadBalancer: {ingress: [{ip: %s}]}}\n";

  private static Cluster balanced(String spec, String address) {
    return load(BALANCED.formatted("type: LoadBalancer, " + spec, 80, address));
  }

  private static Cluster load(String manifest) {
    return KubeNet.load(ClusterConfig.iptables(), "web.yaml", manifest);
  }

  private static String announcer(Host client, String address) {
    return client
        .connectTo(address, 80)
        .story()
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("is announced by"))
        .findFirst()
        .orElse("nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.168.0.250", "192.168.0.1", "203.0.113.9"})
  void oneNodeAnswersForABalancersAddress(String client) {
    Cluster cluster = balanced("externalTrafficPolicy: Cluster", "192.168.0.240");

    Connection connection = cluster.externalHost(client).connectTo("192.168.0.240", 80);

    assertThat(connection.outcome().because()).isEqualTo("served by pod default/web-0");
    // The least SHA-256 of node1#192.168.0.240, node2#192.168.0.240 and node3#192.168.0.240.
    assertThat(announcer(cluster.externalHost(client), "192.168.0.240"))
        .isEqualTo("routed      192.168.0.240 is announced by node3");
  }

  @Test
  void theNodeThatIsGivenAnswers() {
    Cluster cluster = balanced("externalTrafficPolicy: Cluster", "192.168.0.240");

    assertThat(announcer(cluster.externalHost("192.168.0.250").via("node1"), "192.168.0.240"))
        .isEqualTo("routed      192.168.0.240 is announced by node1");
  }

  @Test
  void withALocalPolicyANodeWithAnEndpointAnswers() {
    Cluster cluster = balanced("externalTrafficPolicy: Local", "192.168.0.240");
    Host client = cluster.externalHost("192.168.0.250");

    assertThat(announcer(client, "192.168.0.240"))
        .isEqualTo("routed      192.168.0.240 is announced by node2");
    assertThat(client.connectTo("192.168.0.240", 80).clientIp().orElseThrow())
        .hasToString("192.168.0.250");
    assertThat(client.via("node1").connectTo("192.168.0.240", 80).verdict())
        .isEqualTo(Verdict.TIMED_OUT);
  }

  @Test
  void anExternalIpIsAnsweredForToo() {
    Cluster cluster = load(CLUSTER.formatted("externalIPs: [192.168.0.77]", 80));

    assertThat(cluster.externalHost("192.168.0.250").connectTo("192.168.0.77", 80).endpoint())
        .contains("default/web-0");
  }

  @Test
  void anIpv6AddressIsAnsweredForToo() {
    Cluster cluster =
        KubeNet.load(
            ClusterConfig.dualStack(),
            "web.yaml",
            BALANCED.formatted(
                "type: LoadBalancer, ipFamilyPolicy: PreferDualStack", 80, "fd00:192::f0"));

    assertThat(cluster.externalHost("fd00:192::fa").connectTo("fd00:192::f0", 80).endpoint())
        .contains("default/web-0");
  }

  @Test
  void nobodyAnswersWhereNoEndpointServes() {
    Cluster cluster =
        load(
            BALANCED
                .formatted("type: LoadBalancer", 80, "192.168.0.240")
                .replace("app: web}}\nspec", "app: other}}\nspec"));
    Host client = cluster.externalHost("192.168.0.250");

    assertThat(client.connectTo("192.168.0.240", 80).outcome().because())
        .isEqualTo("no host on the link answers for 192.168.0.240");
    assertThat(client.via("node1").connectTo("192.168.0.240", 80).outcome().because())
        .isEqualTo("filter KUBE-EXTERNAL-SERVICES #1  /* default/web has no endpoints */");
  }

  @Test
  void nobodyAnswersForAnAddressThatNoServiceHas() {
    Cluster cluster = balanced("externalTrafficPolicy: Cluster", "192.168.0.240");

    assertThat(
            cluster
                .externalHost("192.168.0.250")
                .via("node1")
                .connectTo("192.168.0.241", 80)
                .outcome()
                .because())
        .isEqualTo("no host on the link answers for 192.168.0.241");
  }
}
