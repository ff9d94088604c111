package io.kubenet.benchmarks;

import io.kubenet.Cluster;
import io.kubenet.Connection;
import io.kubenet.Host;
import io.kubenet.Sample;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Connections to one Service: they must not cost more where Services are many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-Xbatch"}) // a busy machine's compiler must not lag behind
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class Verdicts {

  private static final int SAMPLE = 100_000;

  /** Ports come round again after so many connections, and a bit. */
  private static final int FRESH = 28_000;

  /** Longer than conntrack keeps a connection that nobody closed. */
  private static final Duration OVER = Duration.ofMinutes(2);

  @Param({"10", "1000", "20000"})
  private int services;

  private Cluster cluster;
  private Host client;
  private int made;

  @Setup
  public void makeCluster() {
    cluster = LargeManifest.load(services, 3);
    client = cluster.pod("shop/client");
  }

  /** A new connection with its whole trace: request and reply, rule by rule. */
  @Benchmark
  public Connection trace() {
    if (made++ % FRESH == 0) {
      cluster.advance(OVER);
    }
    return client.connectTo(LargeManifest.API, 80);
  }

  /** How a connection ends, without its trace, as one of a sample. */
  @Benchmark
  @OperationsPerInvocation(SAMPLE)
  public Sample sampled() {
    return client.sampleConnectionsTo(LargeManifest.API, 80, SAMPLE);
  }
}
