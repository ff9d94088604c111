package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  @TempDir private Path folder;
  private ShopFiles files;

  @BeforeEach
  void writeShop() {
    files = new ShopFiles(folder);
  }

  @Test
  void connectionsThatAreMadeAndLostAreTold() throws IOException {
    CommandRun run =
        CommandRun.of("diff", "--before", files.shop(), "--after", files.shopWithOtherPolicy());

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            - pod/shop/api-0, pod/shop/api-1, pod/shop/api-2 -> shop/redis:6379, pod shop/redis-0:6379
                before  ESTABLISHED, seen as itself, by shop/redis-0:6379
                after   TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy shop/redis-for-api has ingress[0] for pods app=client of its namespace
            + pod/shop/client -> shop/redis:6379, pod shop/redis-0:6379
                before  TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy shop/redis-for-api has ingress[0] for pods app=api of its namespace
                after   ESTABLISHED, seen as itself, by shop/redis-0:6379
            ~ node/node2, node/node3 -> shop/redis:6379, pod shop/redis-0:6379
                before  TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy shop/redis-for-api has ingress[0] for pods app=api of its namespace
                after   TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy shop/redis-for-api has ingress[0] for pods app=client of its namespace
            12 connections change: 2 made, 6 lost, 4 otherwise
            """);
  }

  @Test
  void sharesOfEndpointsAreCompared() throws IOException {
    String more = files.write("more.yaml", files.text().replaceFirst("replicas: 3", "replicas: 4"));

    CommandRun run = CommandRun.of("diff", "--before", files.shop(), "--after", more);

    assertThat(run.out())
        .contains(
            """
            ~ pod/shop/client, pod/shop/redis-0, node/node1, node/node2, node/node3 -> shop/api:80
                before  ESTABLISHED, seen as itself, by shop/api-0:8080 33.33%, shop/api-1:8080 33.33%, shop/api-2:8080 33.33%
                after   ESTABLISHED, seen as itself, by shop/api-0:8080 25.00%, shop/api-3:8080 25.00%, shop/api-1:8080 25.00%, shop/api-2:8080 25.00%
            """);
  }

  @Test
  void addressThatAnEndpointSeesIsComparedForClientsOutside() throws IOException {
    String cluster =
        files.write("cluster.yaml", files.text().replace("Policy: Local", "Policy: Cluster"));

    CommandRun run =
        CommandRun.of(
            "diff", "--before", cluster, "--after", files.shop(), "--external", "203.0.113.7");

    assertThat(run.out())
        .contains(
            """
            ~ node/node2, node/node3, external/203.0.113.7 -> shop/api:80 at node1:30080
                before  ESTABLISHED, seen as node/node1, by shop/api-0:8080 33.33%, shop/api-1:8080 33.33%, shop/api-2:8080 33.33%
                after   ESTABLISHED, seen as itself, by shop/api-0:8080
            """);
  }

  @Test
  void changeOfModeCostsNodePortsOnAddressesThatNodesHaveForThemselves() throws IOException {
    CommandRun run = CommandRun.of("diff", "-f", files.shop(), "--after-mode", "nftables");

    assertThat(run.out())
        .contains("- node/node1 -> shop/api:80 at 127.0.0.1:30080\n")
        .contains("    after   REFUSED: node1 does not listen on TCP 127.0.0.1:30080\n")
        .endsWith("6 connections change: 0 made, 6 lost, 0 otherwise\n");
  }

  @Test
  void sameRulesInOtherWordsAreNoChange() throws IOException {
    String ports = "spec: {selector: {app: none}, ports: [{port: 80}]}}";
    String empty =
        files.write("a.yaml", "{apiVersion: v1, kind: Service, metadata: {name: a}, " + ports);

    CommandRun run = CommandRun.of("diff", "-f", empty, "--after-mode", "nftables");

    assertThat(run.out()).isEqualTo("no connection changes\n");
  }

  @Test
  void configurationsOfKubeProxyAreCompared() throws IOException {
    String header = "{apiVersion: kubeproxy.config.k8s.io/v1alpha1, kind: KubeProxyConfiguration, ";
    String before = files.write("before.yaml", header + "mode: iptables}");
    String after = files.write("after.yaml", header + "iptables: {masqueradeAll: true}}");

    CommandRun run =
        CommandRun.of(
            "diff", "-f", files.shop(), "--before-config", before, "--after-config", after);

    assertThat(run.out())
        .contains(
            """
            - pod/shop/api-1, pod/shop/api-2 -> shop/redis:6379
                before  ESTABLISHED, seen as itself, by shop/redis-0:6379
                after   TIMED_OUT: denied ingress of pod shop/redis-0: NetworkPolicy shop/redis-for-api has ingress[0] for pods app=api of its namespace
            """);
  }

  @Test
  void objectThatIsGoneTakesItsConnectionsAlong() throws IOException {
    String empty =
        files.write("empty.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}");

    CommandRun run =
        CommandRun.of("diff", "-o", "json", "--before", files.shop(), "--after", empty);

    assertThat(run.out())
        .contains(
            "{\"from\":\"pod/shop/api-0\",\"to\":\"shop/redis:6379\",\"change\":\"lost\","
                + "\"before\":[{\"verdict\":\"ESTABLISHED\",\"endpoint\":\"shop/redis-0\","
                + "\"port\":6379,\"client\":\"itself\",\"probability\":1.0,"
                + "\"numerator\":\"1\",\"denominator\":\"1\"}],\"after\":null}");
  }
}
