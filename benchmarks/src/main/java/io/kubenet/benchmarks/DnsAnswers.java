package io.kubenet.benchmarks;

import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dns.ClusterDns;
import io.kubenet.dns.Corefile;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.model.ClusterState;
import java.time.Duration;
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

/** Questions to the DNS server of a cluster: one must not cost more where Services are many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DnsAnswers {

  @Param({"100", "10000"})
  private int services;

  private final ClusterDns server = ClusterDns.of(Corefile.ofKubeadm(36));
  private final SeededChance chance = new SeededChance(7);
  private final Question address = Question.of("svc-77.big.svc.cluster.local", "A").overUdp();
  private final Question missing = Question.of("svc-77.shop.svc.cluster.local", "A").overUdp();
  private final Question pointer = Question.of("87.0.128.10.in-addr.arpa", "PTR").overUdp();
  private ClusterState cluster;
  private ClusterState changed;

  @Setup
  public void makeCluster() {
    cluster = LargeCluster.of(100, services, 10);
    changed = cluster.with(LargeCluster.slice(5, 9, 100));
  }

  /** The address of a Service. */
  @Benchmark
  public Answer address() {
    return server.answer(address, cluster, Duration.ZERO, chance);
  }

  /** A name that does not exist. */
  @Benchmark
  public Answer missing() {
    return server.answer(missing, cluster, Duration.ZERO, chance);
  }

  /** The name of an address. */
  @Benchmark
  public Answer pointer() {
    return server.answer(pointer, cluster, Duration.ZERO, chance);
  }

  /** The address of a Service, each time in another state of the cluster. */
  @Benchmark
  public Answer addressAfterAChange() {
    server.answer(address, changed, Duration.ZERO, chance);
    return server.answer(address, cluster, Duration.ZERO, chance);
  }
}
