package io.kubenet.benchmarks;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.Connection;
import io.kubenet.KubeNet;
import io.kubenet.Reachability;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The Online Boutique: eleven Deployments and twelve Services. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 3, time = 1)
public class OnlineBoutique {

  /** Where the examples have it; the root of the project unless the property says otherwise. */
  private final Path manifest =
      Path.of(System.getProperty("kubenet.home", "."))
          .resolve("examples/src/test/resources/online-boutique/microservices-demo.yaml");

  private Cluster cluster;

  @Setup
  public void makeCluster() {
    cluster = load();
  }

  private Cluster load() {
    return KubeNet.load(ClusterConfig.iptables(), manifest);
  }

  /** From the file to the first connection. */
  @Benchmark
  public Connection warmCluster() {
    return load().node("node1").connectTo("10.96.0.10", 53);
  }

  /** Who reaches whom. */
  @Benchmark
  public Reachability matrix() {
    return cluster.reachability();
  }
}
