package io.kubenet.benchmarks;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Connection;
import io.kubenet.Host;
import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One Service of 20,000 changes. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 3, time = 1)
public class OneChange {

  private static final int SERVICES = 20_000;

  @Param({"IPTABLES", "NFTABLES"})
  private Mode mode;

  private final ProgramCompiler compiler = new ProgramCompiler();
  private Cluster cluster;
  private Host client;
  private ClusterState state;
  private Sync sync;
  private int endpoints;

  @Setup
  public void makeClusters() {
    ClusterConfig config = ClusterConfig.iptables().withMode(mode.name().toLowerCase(Locale.ROOT));
    cluster = LargeManifest.load(config, SERVICES, 3);
    client = cluster.pod("shop/client");
    state = LargeCluster.of(100, SERVICES, 10);
    sync =
        new KubeProxy(KubeProxyConfig.DEFAULT.withMode(mode), IpFamily.IPV4).sync("node1", state);
  }

  /** The rules of a node, written and compiled again. */
  @Benchmark
  public Program rules() {
    endpoints = endpoints % 9 + 1;
    state = state.with(LargeCluster.slice(7, endpoints, 100));
    sync = sync.next(state);
    return compiler.compile(sync.rules());
  }

  /** A pod is not ready, then ready again, and is asked each time: two changes. */
  @Benchmark
  public Connection twiceThroughTheFacade() {
    cluster.markUnready("shop/api-1");
    client.connectTo(LargeManifest.API, 80);
    cluster.markReady("shop/api-1");
    return client.connectTo(LargeManifest.API, 80);
  }
}
