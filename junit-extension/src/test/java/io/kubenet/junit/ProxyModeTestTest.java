package io.kubenet.junit;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.Event;

/** Tests that are run in every proxy mode in turn. */
@KubeNetTest(
    manifests = "shop.yaml",
    nodes = {"node-a", "node-b"})
class ProxyModeTestTest {

  @InjectCluster private Cluster field;

  @ProxyModeTest
  void everyModeServes(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2");
  }

  @ProxyModeTest(modes = {ProxyMode.IPVS, ProxyMode.NFTABLES})
  void ipvsModeServesTheSame(@Pod("shop/client") Host client) {
    assertThat(client.everyConnectionTo("api.shop", 80))
        .areSharedEvenlyBy("shop/api-1", "shop/api-2")
        .allPreserveClientIp();
  }

  @ProxyModeTest(kubernetesVersions = {"1.33", "1.36"})
  void everyVersionInEveryMode(Cluster cluster, TestInfo test) {
    String config = cluster.config().toString();

    assertThat(config).contains(test.getDisplayName().replaceFirst("\\[\\d] ", ""));
    assertThat(cluster).isSameAs(field);
  }

  @Nested
  @ForEachProxyMode(modes = ProxyMode.NFTABLES)
  class InNftables {

    @Test
    void classIsInItsMode(Cluster cluster) {
      assertThat(cluster.config().toString()).startsWith("nftables");
    }

    @ProxyModeTest(modes = ProxyMode.IPTABLES)
    void innerModeComesFirst(Cluster cluster) {
      assertThat(cluster.config().toString()).startsWith("iptables");
    }
  }

  @KubeNetTest
  @ForEachProxyMode(kubernetesVersions = "1.34")
  static class Each {
    @Test
    void test(Cluster cluster) {
      assertThat(cluster.config().toString()).contains("1.34");
    }
  }

  @Test
  void invocationsAreNamed() {
    List<String> names =
        Kit.run(Each.class, Map.of()).containerEvents().started().stream()
            .map(Event::getTestDescriptor)
            .map(TestDescriptor::getDisplayName)
            .filter(name -> name.startsWith("["))
            .toList();

    assertThat(names)
        .containsExactly("[1] iptables, Kubernetes 1.34", "[2] nftables, Kubernetes 1.34");
  }
}
