package io.kubenet.kubeproxy;

import static io.kubenet.kubeproxy.services.EndpointBuilder.endpoint;
import static io.kubenet.kubeproxy.services.EndpointBuilder.slice;
import static io.kubenet.kubeproxy.services.ServiceBuilder.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.kubeproxy.iptables.IptablesSync;
import io.kubenet.kubeproxy.services.EndpointBuilder;
import io.kubenet.kubeproxy.sync.Sync;
import io.kubenet.model.ClusterState;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.Chain;
import io.kubenet.ruleset.nftables.Table;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PartialSyncTest {

  private static final int SERVICES = 4;

  /** A change of a cluster, that a report of a failed try can show. */
  private record Change(String what, UnaryOperator<ClusterState> how) {
    @Override
    public String toString() {
      return what;
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void partialSyncWritesWhatAFullSyncWrites(
      @ForAll("changes") List<Change> changes, @ForAll("kubeProxies") KubeProxy kubeProxy) {
    ClusterState state = TestNodes.three();
    Sync sync = kubeProxy.sync("node1", state);

    for (Change change : changes) {
      state = change.how().apply(state);
      sync = sync.next(state);

      assertThat(sync.rules().text()).isEqualTo(kubeProxy.sync("node1", state).rules().text());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void nodeThatTakesOverFromAnotherWritesWhatItWouldAlone(
      @ForAll("changes") List<Change> changes, @ForAll("kubeProxies") KubeProxy kubeProxy) {
    ClusterState state = TestNodes.three();
    for (Change change : changes) {
      state = change.how().apply(state);
    }

    Sync sync = kubeProxy.sync("node1", state).onNode("node2", state);

    assertThat(sync.rules().text()).isEqualTo(kubeProxy.sync("node2", state).rules().text());
  }

  @Provide
  Arbitrary<KubeProxy> kubeProxies() {
    return Arbitraries.of(
        kubeProxy(KubernetesVersion.of("1.36")),
        kubeProxy(KubernetesVersion.of("1.31")),
        kubeProxy(KubernetesVersion.of("1.23")),
        nftables(KubernetesVersion.of("1.36")),
        nftables(KubernetesVersion.of("1.34")),
        nftables(KubernetesVersion.of("1.31")));
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<Change> put =
        Arbitraries.integers()
            .between(1, SERVICES)
            .flatMap(ServiceDrafts::numbered)
            .map(draft -> new Change("put " + draft, draft::in));
    Arbitrary<Change> delete =
        Arbitraries.integers()
            .between(1, SERVICES)
            .flatMap(ServiceDrafts::numbered)
            .map(draft -> new Change("delete " + draft.service().name(), draft::without));
    Arbitrary<Change> move =
        Arbitraries.integers()
            .between(1, 3)
            .map(zone -> new Change("zone " + zone, state -> TestNodes.withZoneOf(state, zone)));
    return Arbitraries.oneOf(put, put, put, delete, move).list().ofMinSize(1).ofMaxSize(12);
  }

  @Example
  void unchangedServicesKeepTheirChains() {
    ClusterState before = withEndpoints(TestNodes.three(), "shop/api", 2);
    ClusterState after = withEndpoints(before, "shop/other", 1);
    IptablesSync first = (IptablesSync) kubeProxy(KubernetesVersion.LATEST).sync("node1", before);

    IptablesSync second = (IptablesSync) first.next(after);

    assertThat(natChains(second)).containsAll(natChains(first));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void eachListedChainIsFoundByItsName(@ForAll("changes") List<Change> changes) {
    ClusterState state = TestNodes.three();
    Sync sync = nftables(KubernetesVersion.LATEST).sync("node1", state);

    for (Change change : changes) {
      state = change.how().apply(state);
      sync = sync.next(state);

      Table table = nftables(sync);
      assertThat(table.chains())
          .allSatisfy(chain -> assertThat(table.allChains().get(chain.name())).containsSame(chain));
      assertThat(table.sets())
          .allSatisfy(set -> assertThat(table.allSets().get(set.name())).containsSame(set));
    }
  }

  /** Of three Services one gets another endpoint, on another node: two chains are new. */
  @Example
  void changeOfOneServiceLeavesTheSetsAndTheChainsOfOthers() {
    ClusterState before = TestNodes.three();
    for (String name : List.of("shop/a", "shop/bb", "shop/ccc")) {
      before = withEndpoints(before, name, 2);
    }
    ClusterState after = before.with(slice("shop/bb", endpoint("10.0.0.9", "node2")));
    Sync first = nftables(KubernetesVersion.LATEST).sync("node1", before);
    Table old = nftables(first);

    Table changed = nftables(first.next(after));

    assertThat(changed.sets())
        .filteredOn(set -> !set.name().equals("hairpin-connections"))
        .allSatisfy(set -> assertThat(old.allSets().get(set.name())).containsSame(set));
    assertThat(changed.chains())
        .filteredOn(chain -> !old.chains().contains(chain))
        .extracting(chain -> chain.name().replaceFirst("-[A-Z0-9]{8}-", "-"))
        .containsExactly("service-shop/bb/tcp/");
  }

  @Example
  void largeClusterSparesCommentsOfEndpointRules() {
    ClusterState state = withEndpoints(TestNodes.three(), "shop/api", 1001);

    String rules = kubeProxy(KubernetesVersion.LATEST).sync("node1", state).rules().text();

    assertThat(rules)
        .doesNotContain(" -> ")
        .contains("-m comment --comment \"shop/api cluster IP\"");
  }

  @Example
  void clusterOfAThousandEndpointsIsNotYetLarge() {
    ClusterState state = withEndpoints(TestNodes.three(), "shop/api", 1000);

    String rules = kubeProxy(KubernetesVersion.LATEST).sync("node1", state).rules().text();

    assertThat(rules).contains("\"shop/api -> 10.0.0.1:80\"");
  }

  /** As in reality: who reads the rules of such a node can tell how they came about. */
  @Example
  void clusterThatGrowsLargeKeepsCommentsInChainsThatDoNotChange() {
    ClusterState small = withEndpoints(TestNodes.three(), "shop/small", 1);
    ClusterState large = withEndpoints(small, "shop/large", 1000);
    KubeProxy kubeProxy = kubeProxy(KubernetesVersion.LATEST);

    String partial = kubeProxy.sync("node1", small).next(large).rules().text();
    String full = kubeProxy.sync("node1", large).rules().text();

    assertThat(partial).contains("\"shop/small -> 10.0.0.1:80\"").doesNotContain("\"shop/large ->");
    assertThat(full).doesNotContain(" -> ");
  }

  private static List<Chain> natChains(IptablesSync sync) {
    return sync.ruleset().table("nat").orElseThrow().chains().stream()
        .filter(chain -> chain.name().matches("KUBE-(SVC|SEP)-.*"))
        .toList();
  }

  private static ClusterState withEndpoints(ClusterState state, String name, int count) {
    EndpointBuilder[] endpoints =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> endpoint("10.0." + i / 256 + "." + i % 256, "node1"))
            .toArray(EndpointBuilder[]::new);
    return state
        .with(service(name).at("10.96.0." + name.length()).port(80).build())
        .with(slice(name, endpoints));
  }

  private static Table nftables(Sync sync) {
    return sync.rules().nftables().get(0).tables().get(0);
  }

  private static KubeProxy nftables(KubernetesVersion version) {
    return new KubeProxy(
        KubeProxyConfig.DEFAULT.withVersion(version).withMode(Mode.NFTABLES), IpFamily.IPV4);
  }

  private static KubeProxy kubeProxy(KubernetesVersion version) {
    return new KubeProxy(KubeProxyConfig.DEFAULT.withVersion(version), IpFamily.IPV4);
  }
}
