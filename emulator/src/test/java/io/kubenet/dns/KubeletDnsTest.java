package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.dns.message.ResolvConf;
import io.kubenet.model.PodDns;
import io.kubenet.model.PodDns.Policy;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KubeletDnsTest {

  private static final ResolvConf NODE =
      new ResolvConf(
          List.of(IpAddress.of("192.168.0.1")), List.of("corp.example"), List.of("rotate"));

  private final KubeletDns kubelet =
      new KubeletDns(List.of(IpAddress.of("10.96.0.10")), "cluster.local", NODE);

  @Test
  void clusterFirstAsksTheClusterAndSearchesTheNodesDomainsLast() {
    assertThat(text(Policy.CLUSTER_FIRST))
        .isEqualTo(
            """
            search middleware.svc.cluster.local svc.cluster.local cluster.local corp.example
            nameserver 10.96.0.10
            options ndots:5
            """);
  }

  @Test
  void clusterFirstOnTheHostsNetworkIsDefault() {
    assertThat(textOnHostNetwork(Policy.CLUSTER_FIRST)).isEqualTo(text(Policy.DEFAULT));
  }

  @Test
  void clusterFirstWithHostNetAsksTheClusterOnTheHostsNetworkToo() {
    assertThat(textOnHostNetwork(Policy.CLUSTER_FIRST_WITH_HOST_NET))
        .isEqualTo(text(Policy.CLUSTER_FIRST));
  }

  @Test
  void defaultIsTheNodesOwn() {
    assertThat(text(Policy.DEFAULT))
        .isEqualTo(
            """
            search corp.example
            nameserver 192.168.0.1
            options rotate
            """);
  }

  @Test
  void noneHasWhatDnsConfigSaysAndNothingElse() {
    PodDns dns =
        new PodDns(
            Policy.NONE,
            List.of(IpAddress.of("192.0.2.53")),
            List.of("example.org"),
            List.of("ndots:2", "edns0"));

    assertThat(kubelet.resolvConfOf(Zookeeper.pod(0, true, dns, false)).text())
        .isEqualTo(
            """
            search example.org
            nameserver 192.0.2.53
            options ndots:2 edns0
            """);
  }

  @Test
  void dnsConfigIsAddedAndItsOptionsReplaceThoseOfTheSameName() {
    PodDns dns =
        new PodDns(
            Policy.CLUSTER_FIRST,
            List.of(IpAddress.of("10.96.0.10"), IpAddress.of("192.0.2.53")),
            List.of("example.org", "svc.cluster.local"),
            List.of("ndots:2", "single-request"));

    assertThat(kubelet.resolvConfOf(Zookeeper.pod(0, true, dns, false)).text())
        .isEqualTo(
            """
            search middleware.svc.cluster.local svc.cluster.local cluster.local corp.example \
            example.org
            nameserver 10.96.0.10
            nameserver 192.0.2.53
            options ndots:2 single-request
            """);
  }

  @Test
  void withoutClusterDnsClusterFirstIsDefault() {
    KubeletDns kubeletWithoutDns = new KubeletDns(List.of(), "cluster.local", NODE);

    assertThat(kubeletWithoutDns.resolvConfOf(Zookeeper.pod(0, true))).isEqualTo(NODE);
  }

  @Test
  void threeServersAnd32DomainsAreTheMost() {
    PodDns dns =
        new PodDns(
            Policy.CLUSTER_FIRST,
            IntStream.range(1, 6).mapToObj(i -> IpAddress.of("192.0.2." + i)).toList(),
            IntStream.range(0, 40).mapToObj(i -> "d" + i + ".example").toList(),
            List.of());

    ResolvConf conf = kubelet.resolvConfOf(Zookeeper.pod(0, true, dns, false));

    assertThat(conf.nameservers()).hasSize(3);
    assertThat(conf.searches()).hasSize(32);
  }

  @Test
  void searchListIsCutTo2048Characters() {
    String domain = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60);
    PodDns dns =
        new PodDns(
            Policy.NONE,
            List.of(),
            IntStream.range(0, 20).mapToObj(i -> i + "." + domain).toList(),
            List.of());

    ResolvConf conf = kubelet.resolvConfOf(Zookeeper.pod(0, true, dns, false));

    assertThat(conf.searches()).hasSize(11);
  }

  private String text(Policy policy) {
    return kubelet.resolvConfOf(Zookeeper.pod(0, true, of(policy), false)).text();
  }

  private String textOnHostNetwork(Policy policy) {
    return kubelet.resolvConfOf(Zookeeper.pod(0, true, of(policy), true)).text();
  }

  private static PodDns of(Policy policy) {
    return new PodDns(policy, List.of(), List.of(), List.of());
  }
}
