package io.kubenet.benchmarks;

import io.kubenet.Connections;
import io.kubenet.Host;
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

/** Every way of a connection to a Service, with its exact probability. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-Xbatch"}) // a busy machine's compiler must not lag behind
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class Distribution {

  private Host client;

  @Setup
  public void makeCluster() {
    client = LargeManifest.load(1, 1000).pod("shop/client");
  }

  /** 1,000 endpoints. */
  @Benchmark
  public Connections of1000Endpoints() {
    return client.everyConnectionTo(LargeManifest.API, 80);
  }
}
