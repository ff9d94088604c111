package io.kubenet.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressBook;
import io.kubenet.model.ClusterState;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.policy.PolicyEngine;
import io.kubenet.policy.PolicyVerdict;
import java.util.Optional;
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

/** Verdicts of policies, ten pods to each policy: one must not cost more where both are many. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PolicyVerdicts {

  private static final int APPLICATIONS = 10;
  private static final int REPLICAS = 10;

  @Param({"10", "1000"})
  private int policies;

  private final Packet allowed = packet(3, 4);
  private final Packet denied = packet(3, 5);
  private ClusterState cluster;
  private ClusterState changed;
  private AddressBook book;
  private AddressBook bookAfter;
  private PolicyEngine engine;

  /** Each application of a namespace admits the one before it. */
  @Setup
  public void makeCluster() {
    cluster = ClusterState.empty();
    for (int i = 0; i < policies; i++) {
      cluster = cluster.with(policy(i / APPLICATIONS, i % APPLICATIONS));
      for (int replica = 0; replica < REPLICAS; replica++) {
        cluster = cluster.with(pod(i / APPLICATIONS, i % APPLICATIONS, replica));
      }
    }
    changed = cluster.withoutPod(new ObjectName("team-0", "app-0-0"));
    book = AddressBook.of(cluster);
    bookAfter = book.changed(cluster, changed);
    engine = PolicyEngine.of(cluster, book);
  }

  /** A connection that a policy allows. */
  @Benchmark
  public PolicyVerdict allowed() {
    return engine.ingress(allowed);
  }

  /** A connection that no policy allows, and why. */
  @Benchmark
  public String denied() {
    return engine.ingress(denied).reason();
  }

  /** The first verdict of a cluster. */
  @Benchmark
  public PolicyVerdict first() {
    return PolicyEngine.of(cluster, book).ingress(allowed);
  }

  /** The first verdict after a pod is gone. */
  @Benchmark
  public PolicyVerdict afterAChange() {
    return engine.withState(changed, bookAfter).ingress(allowed);
  }

  private static NetworkPolicy policy(int namespace, int app) {
    NetworkPolicy.Peer before =
        new NetworkPolicy.PodPeer(Optional.empty(), Optional.of(labelled(app - 1)));
    return new NetworkPolicy(
        new ObjectName("team-" + namespace, "app-" + app),
        labelled(app),
        Optional.of(
            ImmutableList.of(new NetworkPolicy.Rule(ImmutableList.of(before), ImmutableList.of()))),
        Optional.empty());
  }

  private static LabelSelector labelled(int app) {
    return LabelSelector.ofLabels(ImmutableMap.of("app", "app-" + app));
  }

  private static Pod pod(int namespace, int app, int replica) {
    return new Pod(
        new ObjectName("team-" + namespace, "app-" + app + "-" + replica),
        ImmutableMap.of("app", "app-" + app),
        Optional.of("node-1"),
        ImmutableList.of(address(namespace, app, replica)),
        false,
        Pod.Phase.RUNNING,
        true,
        false,
        ImmutableList.of(),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static IpAddress address(int namespace, int app, int replica) {
    return IpAddress.of("10." + (64 + app) + "." + namespace + "." + (10 + replica));
  }

  private static Packet packet(int fromApp, int toApp) {
    return Packet.first(
        Protocol.TCP,
        new IpPort(address(0, fromApp, 0), 40000),
        new IpPort(address(0, toApp, 0), 80));
  }
}
