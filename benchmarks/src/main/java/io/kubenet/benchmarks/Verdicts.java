package io.kubenet.benchmarks;

import io.kubenet.Connection;
import io.kubenet.Host;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One connection, with its whole trace: it must not cost more where Services are many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class Verdicts {

  @Param({"10", "1000", "20000"})
  private int services;

  private Host client;

  @Setup
  public void makeCluster() {
    client = LargeManifest.load(services, 3).pod("shop/client");
  }

  /** Request and reply, rule by rule. */
  @Benchmark
  public Connection trace() {
    return client.connectTo(LargeManifest.API, 80);
  }
}
