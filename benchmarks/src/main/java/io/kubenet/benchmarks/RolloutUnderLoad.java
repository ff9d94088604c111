package io.kubenet.benchmarks;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.Load;
import io.kubenet.Script;
import io.kubenet.time.Delays;
import io.kubenet.timeline.Timeline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 100 pods on 50 nodes are replaced under load: ten minutes of virtual time. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class RolloutUnderLoad {

  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: client, namespace: shop}
      spec: {nodeName: node1, containers: [{name: client, image: client}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: api, namespace: shop}
      spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: shop}
      spec:
        replicas: 100
        selector: {matchLabels: {app: api}}
        template:
          metadata: {labels: {app: api}}
          spec:
            containers:
            - name: api
              image: api
              ports: [{containerPort: 8080}]
              readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 5}
      """;

  private Cluster cluster;

  @Setup
  public void makeCluster() {
    String[] nodes = IntStream.rangeClosed(1, 50).mapToObj(n -> "node" + n).toArray(String[]::new);
    cluster = KubeNet.load(ClusterConfig.iptables().withNodes(nodes), "shop.yaml", MANIFEST);
  }

  /** The whole timeline, with 200 requests a second. */
  @Benchmark
  public Timeline timeline() {
    return cluster.timeline(
        Script.at(Duration.ofSeconds(1)).restart("deployment/shop/api"),
        Delays.typical(),
        Duration.ofMinutes(10),
        Load.of(cluster.pod("shop/client"), "api", 80).perSecond(200));
  }
}
