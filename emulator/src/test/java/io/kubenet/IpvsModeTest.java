package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.kubenet.net.IpFamily;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpvsModeTest {

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        clusterIP: 10.96.0.10
        selector: {app: web}
        ports: [{port: 80}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: sticky}
      spec:
        clusterIP: 10.96.0.11
        selector: {app: web}
        sessionAffinity: ClientIP
        sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
        ports: [{port: 80}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client}
      spec: {nodeName: node1, containers: [{name: c, image: i}]}
      """;

  private static String web(int number) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web-%d, labels: {app: web}}
    spec: {nodeName: node2, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
    """
        .formatted(number);
  }

  private static Cluster cluster(ClusterConfig config) {
    return KubeNet.load(config, "shop.yaml", SHOP + web(1) + web(2) + web(3));
  }

  private final Cluster cluster = cluster(ClusterConfig.ipvs().withNodeCount(2));

  private final Host client = cluster.pod("default/client");

  @Nested
  class RoundRobin {

    @Test
    void endpointsTakeTurns() {
      List<String> served = served("web", 6);

      assertThat(served.subList(0, 3)).doesNotHaveDuplicates();
      assertThat(served.subList(3, 6)).isEqualTo(served.subList(0, 3));
    }

    /** Where others have left the scheduler nobody knows: any endpoint may be the next. */
    @Test
    void everyConnectionTellsTheSharesOverAllPlacesOfTheScheduler() {
      served("web", 1);

      assertThat(client.everyConnectionTo("web", 80).stream().map(Connection::probability))
          .hasSize(3)
          .allMatch(probability -> probability.toString().equals("1/3"));
    }

    @Test
    void newEndpointTakesItsTurn() {
      served("web", 3);

      cluster.apply(web(4));

      assertThat(new TreeSet<>(served("web", 4)))
          .containsExactly("default/web-1", "default/web-2", "default/web-3", "default/web-4");
    }
  }

  @Nested
  class Persistence {

    @Test
    void clientKeepsItsEndpointUntilItHasBeenAwayForLong() {
      List<String> first = served("sticky", 3);
      cluster.advance(Duration.ofSeconds(59));
      List<String> kept = served("sticky", 1);

      assertThat(new TreeSet<>(first)).hasSize(1).containsAll(kept);
    }

    @Test
    void endpointThatIsNotReadyLosesItsClients() {
      String first = served("sticky", 1).get(0);

      cluster.markUnready(first);

      assertThat(served("sticky", 2)).doesNotContain(first);
    }
  }

  /** kube-proxy keeps a server that has connections, with weight 0. */
  @Test
  void openConnectionGoesOnToAnEndpointThatLeaves() {
    OpenConnection open = client.open("web", 80);
    String endpoint = open.opening().endpoint().orElseThrow();

    cluster.markUnready(endpoint);

    assertThat(open.send().isEstablished()).isTrue();
    assertThat(served("web", 6)).doesNotContain(endpoint);
  }

  @Test
  void addressOfAServiceRefusesOtherPortsAndPings() {
    assertThat(client.connectTo("web", 81).outcome().verdict()).hasToString("REFUSED");
    assertThat(client.ping("10.96.0.10").outcome().verdict()).hasToString("REFUSED");
  }

  /** The four listings of a node, in one text. */
  @Test
  void rulesOfANodeAreReadBack() {
    String rules = cluster.rules("node1", IpFamily.IPV4);

    Cluster again = cluster(ClusterConfig.iptables().withNodeCount(2).withRules("node1", rules));

    assertThat(again.rules("node1", IpFamily.IPV4)).isEqualTo(rules);
    assertThat(endpoints(again.pod("default/client"))).isEqualTo(endpoints(client));
  }

  /** Each of them alone, as four files would give them. */
  @Test
  void listingsOfANodeCanComeOneByOne() {
    String rules = cluster.rules("node1", IpFamily.IPV4);
    ClusterConfig config = ClusterConfig.iptables().withNodeCount(2);
    List<String> listings = Splitter.on("\n# ip").splitToList(rules);
    config = config.withRules("node1", listings.get(0) + "\n");
    for (String listing : listings.subList(1, listings.size())) {
      config = config.withRules("node1", "# ip" + listing + "\n");
    }

    assertThat(cluster(config).rules("node1", IpFamily.IPV4)).isEqualTo(rules);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rr", "wrr", "lc", "wlc", "sh", "dh", "sed", "nq"})
  void freshSchedulerMayChooseAnyEndpoint(String scheduler) {
    Host host = cluster(configured(scheduler)).pod("default/client");

    assertThat(host.everyConnectionTo("web", 80).stream().map(Connection::probability))
        .hasSize(3)
        .allMatch(probability -> probability.toString().equals("1/3"));
  }

  /** The table of Maglev hashing has 4093 entries. */
  @Test
  void maglevHashingSharesItsTable() {
    Host host = cluster(configured("mh")).pod("default/client");

    assertThat(
            host.everyConnectionTo("web", 80).stream()
                .map(connection -> connection.probability().toString()))
        .containsExactlyInAnyOrder("1365/4093", "1364/4093", "1364/4093");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lc", "wlc", "sed", "nq"})
  void endpointWithOpenConnectionsIsSpared(String scheduler) {
    Host host = cluster(configured(scheduler)).pod("default/client");
    Set<String> busy = new TreeSet<>();
    IntStream.range(0, 2)
        .mapToObj(i -> host.open("web", 80).opening().endpoint().orElseThrow())
        .forEach(busy::add);

    assertThat(busy).hasSize(2);
    assertThat(host.open("web", 80).opening().endpoint().orElseThrow()).isNotIn(busy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dh"})
  void hashingKeepsAClientAtItsEndpoint(String scheduler) {
    Host host = cluster(configured(scheduler)).pod("default/client");

    assertThat(
            Stream.generate(() -> host.connectTo("web", 80).endpoint().orElseThrow())
                .limit(5)
                .distinct())
        .hasSize(1);
  }

  private static ClusterConfig configured(String scheduler) {
    return ClusterConfig.iptables()
        .withNodeCount(2)
        .withKubeProxyConfiguration(
            "kube-proxy.yaml",
            """
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            mode: ipvs
            clusterCIDR: 10.244.0.0/16
            ipvs: {scheduler: %s}
            """
                .formatted(scheduler));
  }

  private static Set<String> endpoints(Host host) {
    Set<String> endpoints = new TreeSet<>();
    host.everyConnectionTo("web", 80).stream()
        .forEach(connection -> endpoints.add(connection.endpoint().orElseThrow()));
    return endpoints;
  }

  private List<String> served(String service, int connections) {
    return Stream.generate(() -> client.connectTo(service, 80).endpoint().orElseThrow())
        .limit(connections)
        .toList();
  }
}
