package io.kubenet.benchmarks;

import io.kubenet.kubeproxy.KubeProxy;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints how many megabytes are in use with a cluster of 5,000 nodes, 20,000 Services and 200,000
 * endpoints, and with the rules of a hundred of its nodes.
 */
public final class Memory {

  private static final int NODES = 5000;
  private static final int WRITTEN_NODES = 100;

  private Memory() {}

  public static void main(String[] args) {
    ClusterState state = LargeCluster.of(NODES, 20_000, 10);
    long ofState = used();
    List<Sync> rules = new ArrayList<>();
    rules.add(
        new KubeProxy(KubeProxyConfig.DEFAULT, IpFamily.IPV4)
            .sync(LargeCluster.nodeName(0), state));
    long ofOneNode = used();
    for (int i = 1; i < WRITTEN_NODES; i++) {
      rules.add(rules.get(0).onNode(LargeCluster.nodeName(i), state));
    }
    System.out.println(ofState + " " + ofOneNode + " " + used() + " " + rules.size());
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      runtime.gc();
    }
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
