package io.kubenet;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample is what so many connections one after another are, without carrying each. */
class SamplingTest {

  private static final int SIZE = 300;
  private static final String OUTSIDE = "192.168.0.250";

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node1,
        containers: [{name: main, image: app}]}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {replicas: 3,
        selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {
          containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: api}, spec: {type: LoadBalancer,
        clusterIP: 10.96.0.21, selector: {app: api}, ports: [{port: 80, targetPort: 8080}]},
        status: {loadBalancer: {ingress: [{ip: 192.0.2.7}]}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {clusterIP: 10.96.0.22,
        sessionAffinity: ClientIP, selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: empty}, spec: {clusterIP: 10.96.0.23,
        selector: {app: none}, ports: [{port: 80}]}}
      """;

  /** Rules of somebody's own, which look at more than the ends of a connection. */
  private static final String EVERY_THIRD =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :INPUT ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      COMMIT
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      -A FORWARD -p tcp -m tcp --dport 8080 -m statistic --mode nth --every 3 --packet 0 -j DROP
      -A FORWARD -p tcp -m tcp --sport 32768:32777 --dport 8080 -j DROP
      COMMIT
      """;

  private static final String SOME_PORTS =
      """
      table inet own {
        chain forward {
          type filter hook forward priority filter; policy accept;
          ct original proto-src 32768-32777 drop
        }
      }
      """;

  private record Flow(String name, ClusterConfig config, Function<Cluster, Host> from, String to) {

    Host host() {
      return from.apply(KubeNet.load(config, "shop.yaml", SHOP));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Flow> flows() {
    return Stream.of(ClusterConfig.iptables(), ClusterConfig.nftables())
        .flatMap(SamplingTest::flows);
  }

  private static Stream<Flow> flows(ClusterConfig config) {
    Function<Cluster, Host> client = cluster -> cluster.pod("client");
    Function<Cluster, Host> outside = cluster -> cluster.externalHost(OUTSIDE);
    return Stream.of(
            new Flow("cluster IP", config, client, "10.96.0.21"),
            new Flow("name", config, client, "api"),
            new Flow("load balancer", config, outside, "192.0.2.7"),
            new Flow("session affinity", config, client, "10.96.0.22"),
            new Flow("no endpoints", config, client, "10.96.0.23"),
            new Flow("no such name", config, client, "nowhere"),
            new Flow("one port", config, cluster -> cluster.pod("client").fromPort(4000), "api"),
            new Flow("from a node", config, cluster -> cluster.node("node1"), "10.96.0.21"))
        .map(
            flow ->
                new Flow(
                    config.kubeProxy().mode() + " " + flow.name(), config, flow.from(), flow.to()));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void sampleIsWhatConnectionsOneAfterAnotherAre(Flow flow) {
    assertSampleIsConnections(flow);
  }

  @ParameterizedTest
  @ValueSource(strings = {EVERY_THIRD, SOME_PORTS})
  void rulesThatLookAtMoreThanEndsLookAtEachConnectionOfASample(String rules) {
    ClusterConfig config = ClusterConfig.iptables().withNodes("node1").withRules("node1", rules);

    assertSampleIsConnections(
        new Flow("imported", config, cluster -> cluster.pod("client"), podOf(config)));
  }

  private static String podOf(ClusterConfig config) {
    return KubeNet.load(config, "shop.yaml", SHOP).pods("api-*").get(0).ip();
  }

  private static void assertSampleIsConnections(Flow flow) {
    Host one = flow.host();
    Host other = flow.host();
    int port = flow.name().equals("imported") ? 8080 : 80;

    Sample sample = one.sampleConnectionsTo(flow.to(), port, SIZE);
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    IntStream.range(0, SIZE)
        .mapToObj(i -> other.connectTo(flow.to(), port))
        .forEach(
            connection -> {
              String ending = connection.endpoint().orElse(connection.verdict().toString());
              counts.merge(ending, 1, Integer::sum);
              examples.putIfAbsent(ending, connection.toString());
            });

    assertThat(sample.counts()).containsExactlyEntriesOf(counts);
    assertThat(sample.examples().values().stream().map(Connection::toString).collect(joining()))
        .isEqualTo(String.join("", examples.values()));
    assertThat(one.connectTo(flow.to(), port))
        .hasToString(other.connectTo(flow.to(), port).toString());
  }

  @Test
  void largeSampleIsSharedAsTheRulesSay() {
    Host client = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", SHOP).pod("client");

    Sample sample = client.sampleConnectionsTo("api", 80, 3_000_000);

    assertThat(sample.size()).isEqualTo(3_000_000);
    assertThat(sample.counts().values()).hasSize(3).allMatch(count -> Math.abs(count - 1e6) < 4e3);
  }
}
