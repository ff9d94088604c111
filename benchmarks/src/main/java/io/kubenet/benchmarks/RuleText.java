package io.kubenet.benchmarks;

import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The rules of one node, from nothing to text. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuleText {

  private final ClusterState cluster = LargeCluster.of(100, 10_000, 10);
  private final KubeProxy iptables =
      new KubeProxy(KubeProxyConfig.DEFAULT.withMode(Mode.IPTABLES), IpFamily.IPV4);

  /** 10,000 Services of 10 endpoints each. */
  @Benchmark
  public String iptablesOf10000Services() {
    return iptables.sync("node1", cluster).rules().text();
  }

  /** Prints the rules, for a real kernel to take. */
  public static void main(String[] args) {
    int services = Integer.parseInt(args[0]);
    System.out.print(
        new KubeProxy(KubeProxyConfig.DEFAULT, IpFamily.IPV4)
            .sync("node1", LargeCluster.of(100, services, 10))
            .rules()
            .text());
  }
}
