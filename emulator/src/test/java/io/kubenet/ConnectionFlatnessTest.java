package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection costs as much memory among many Services as among few. */
class ConnectionFlatnessTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FEWEST_TRIES = 100;
  private static final int MOST_TRIES = 5000;

  @ParameterizedTest
  @ValueSource(strings = {"iptables", "nftables"})
  void connectionAllocatesAsMuchAmongManyServicesAsAmongFew(String mode) {
    Host amongFew = client(mode, 10);
    Host amongMany = client(mode, 2000);

    long few = Long.MAX_VALUE;
    long many = Long.MAX_VALUE;
    for (int i = 0; i < FEWEST_TRIES || (few != many && i < MOST_TRIES); i++) {
      few = Math.min(few, allocated(amongFew));
      many = Math.min(many, allocated(amongMany));
    }

    assertThat(many).isPositive().isEqualTo(few);
  }

  /** Both are asked in turn, so that what the JVM compiles meanwhile serves both. */
  private static long allocated(Host client) {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    client.connectTo("10.96.0.20", 80);
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  private static Host client(String mode, int services) {
    StringBuilder manifest = new StringBuilder(SHOP);
    for (int i = 1; i < services; i++) {
      manifest.append(other(i));
    }
    return KubeNet.load(
            ClusterConfig.iptables().withMode(mode).withNodes("node-a", "node-b"),
            "shop.yaml",
            manifest.toString())
        .pod("client");
  }

  private static final String SHOP =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: node-a,
        containers: [{name: main, image: app}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {
        nodeName: node-b, containers: [{name: main, image: app, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.20,
        selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
      """;

  private static String other(int index) {
    return """
    ---
    {apiVersion: v1, kind: Service, metadata: {name: svc-%d}, spec: {clusterIP: 10.100.%d.%d,
      selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
    """
        .formatted(index, index / 250, index % 250 + 1);
  }
}
